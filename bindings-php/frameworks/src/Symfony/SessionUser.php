<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Symfony;

use Closure;
use Symfony\Component\HttpFoundation\RequestStack;
use Symfony\Component\Security\Core\Authentication\Token\Storage\TokenStorageInterface;
use Symfony\Component\Security\Core\User\UserInterface;
use Userhash\Frameworks\Details;
use Userhash\Frameworks\HttpFoundation\CurrentVisitor;
use Userhash\Frameworks\HttpFoundation\Visits;
use Userhash\Frameworks\Twig\UserhashExtension;

/** Makes the services that stand on the user of Symfony's security token. */
final class SessionUser
{
    /** @param (callable(UserInterface): (array|object|null))|null $details */
    public static function visitor(Visits $visits, RequestStack $requests, TokenStorageInterface $tokens, ?callable $details): CurrentVisitor
    {
        $details ??= self::details(...);
        return new CurrentVisitor(
            $visits,
            // Fragments of a page have requests of their own, and no response that a browser gets.
            static fn () => $requests->getMainRequest(),
            static function () use ($tokens, $details): array|object|null {
                $user = $tokens->getToken()?->getUser();
                return $user instanceof UserInterface ? $details($user) : null;
            },
        );
    }

    /** @param Closure(): CurrentVisitor $current */
    public static function twig(Closure $current): UserhashExtension
    {
        return new UserhashExtension(static fn (?string $nonce = null): string => $current()->tag($nonce));
    }

    /**
     * E-mail address and name, as far as the user has them: Symfony's interface has only the
     * identifier, which is the address for most.
     *
     * @return array<string, mixed>|null
     */
    private static function details(UserInterface $user): ?array
    {
        return Details::of(
            method_exists($user, 'getEmail') ? $user->getEmail() : $user->getUserIdentifier(),
            method_exists($user, 'getName') ? $user->getName() : null,
        );
    }
}
