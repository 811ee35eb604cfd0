<?php

namespace Userhash\Frameworks\Tests\Symfony;

/** What Symfony asks of users, and these tests don't. */
trait UserMethods
{
    public function getUserIdentifier(): string
    {
        return 'number 7';
    }

    public function getUsername(): string
    {
        return 'number 7';
    }

    public function getRoles(): array
    {
        return [];
    }

    public function getPassword(): ?string
    {
        return null;
    }

    public function getSalt(): ?string
    {
        return null;
    }

    public function eraseCredentials(): void
    {
    }
}
