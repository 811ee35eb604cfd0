<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Laravel;

use Userhash\Frameworks\Details;

/** What Laravel knows about the user of the session, and about the page. */
final class SessionUser
{
    /** The details of the guard's user; null for a guest. */
    public static function details(): array|object|null
    {
        $user = app('auth')->guard(config('userhash.guard'))->user();
        if ($user === null) {
            return null;
        }
        $details = config('userhash.details');
        if ($details !== null) {
            return app($details)($user);
        }
        return Details::of($user->email ?? null, $user->name ?? null);
    }

    /** The nonce of Laravel's Vite (since 9.20), or of the helper that CSP packages define. */
    public static function nonce(): ?string
    {
        $vite = 'Illuminate\Foundation\Vite';
        $nonce = app()->bound($vite) ? app($vite)->cspNonce() : null;
        return $nonce ?? (function_exists('csp_nonce') ? csp_nonce() : null);
    }
}
