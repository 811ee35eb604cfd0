<?php

namespace App;

class WidgetDetails
{
    public function __invoke($user): ?array
    {
        return $user->email === null ? null : ['email' => $user->email, 'name' => $user->name, 'plan' => $user->plan];
    }
}
