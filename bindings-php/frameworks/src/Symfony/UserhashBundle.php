<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Symfony;

use Symfony\Component\DependencyInjection\Extension\ExtensionInterface;
use Symfony\Component\HttpKernel\Bundle\Bundle;

/** Visitors in Symfony: the Twig function, the response's headers, the logout. */
final class UserhashBundle extends Bundle
{
    public function getContainerExtension(): ?ExtensionInterface
    {
        return new UserhashExtension();
    }
}
