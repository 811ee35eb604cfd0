<?php

declare(strict_types=1);

namespace Userhash\Frameworks;

/** The details of users of whom no more is known than what frameworks know. */
final class Details
{
    /**
     * @param mixed $email null or '' if the user has none: there is no identity to vouch for, and
     *                     the user is a guest to the widget.
     * @param mixed $name null or '' if the user has none.
     * @return array<string, mixed>|null
     */
    public static function of(mixed $email, mixed $name): ?array
    {
        if ($email === null || $email === '') {
            return null;
        }
        return ['email' => $email] + ($name === null || $name === '' ? [] : ['name' => $name]);
    }
}
