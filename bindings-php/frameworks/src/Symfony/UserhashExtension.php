<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Symfony;

use Symfony\Component\DependencyInjection\Argument\ServiceClosureArgument;
use Symfony\Component\DependencyInjection\ContainerBuilder;
use Symfony\Component\DependencyInjection\Extension\Extension;
use Symfony\Component\DependencyInjection\Reference;
use Twig\Extension\AbstractExtension;
use Userhash\Frameworks\HttpFoundation\CurrentVisitor;
use Userhash\Frameworks\HttpFoundation\Visits;
use Userhash\Frameworks\Keys;
use Userhash\Frameworks\Twig;
use Userhash\KeyRing;

/** Turns the configuration into services. */
final class UserhashExtension extends Extension
{
    public function load(array $configs, ContainerBuilder $container): void
    {
        $config = $this->processConfiguration(new Configuration(), $configs);
        $container->register(KeyRing::class)
            ->setFactory([Keys::class, 'ring'])
            ->setArguments([$config['key'], $config['previous']]);
        $container->register(Visits::class)
            ->setArguments([new Reference(KeyRing::class), $config['identity']]);
        $container->register(CurrentVisitor::class)
            ->setFactory([SessionUser::class, 'visitor'])
            ->setArguments([
                new Reference(Visits::class),
                new Reference('request_stack'),
                // The other one counts as use of the session, which makes guests' pages private.
                new Reference('security.untracked_token_storage'),
                $config['details'] === null ? null : new Reference($config['details']),
            ]);
        $container->register(VisitSubscriber::class)
            ->setArguments([new Reference(Visits::class)])
            ->addTag('kernel.event_subscriber');
        if (class_exists(AbstractExtension::class)) {
            // A closure, so that commands that have templates but no secret key can do their work.
            $container->register(Twig\UserhashExtension::class)
                ->setFactory([SessionUser::class, 'twig'])
                ->setArguments([new ServiceClosureArgument(new Reference(CurrentVisitor::class))])
                ->addTag('twig.extension');
        }
    }
}
