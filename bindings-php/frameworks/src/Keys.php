<?php

declare(strict_types=1);

namespace Userhash\Frameworks;

use Userhash\KeyRing;
use Userhash\SecretKey;

/** The key ring of a configuration. */
final class Keys
{
    /**
     * @param string|null $current The secret key as the vendor shows it; null, of a variable that
     *                             isn't set, is as empty as ''.
     * @param iterable<string|null> $previous Keys that are still accepted, newest first; empty
     *                                        ones, of variables that aren't set, are left out.
     * @throws \Userhash\Exception "empty_secret", "padded_secret", "placeholder_secret".
     */
    public static function ring(#[\SensitiveParameter] ?string $current, #[\SensitiveParameter] iterable $previous = []): KeyRing
    {
        $accepted = [];
        foreach ($previous as $secret) {
            if ($secret !== null && $secret !== '') {
                $accepted[] = new SecretKey($secret);
            }
        }
        return new KeyRing(new SecretKey($current ?? ''), ...$accepted);
    }
}
