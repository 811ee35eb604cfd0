<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Laravel;

use Illuminate\Auth\Events\CurrentDeviceLogout;
use Illuminate\Auth\Events\Login;
use Illuminate\Auth\Events\Logout;
use Illuminate\Http\Request;
use Userhash\Frameworks\HttpFoundation\CurrentVisitor;

/** Sees users log out and change. */
final class Logouts
{
    /** Who logged in, in the session: at the next login Laravel has forgotten it. */
    private const USER = 'userhash_user';

    public function __construct(private readonly CurrentVisitor $visitor)
    {
    }

    public function onLogout(Logout|CurrentDeviceLogout $event): void
    {
        if ($event->guard === config('userhash.guard')) {
            $this->visitor->logout();
            $this->session()?->forget(self::USER);
        }
    }

    /** Somebody logs in, perhaps over somebody else. */
    public function onLogin(Login $event): void
    {
        if ($event->guard !== config('userhash.guard')) {
            return;
        }
        $user = (string) $event->user->getAuthIdentifier();
        $before = $this->session()?->get(self::USER, $user);
        if ($before !== null && $before !== $user) {
            $this->visitor->logout();
        }
        $this->session()?->put(self::USER, $user);
    }

    private function session(): ?\Illuminate\Contracts\Session\Session
    {
        /** @var Request $request */
        $request = app('request');
        return $request->hasSession() ? $request->session() : null;
    }
}
