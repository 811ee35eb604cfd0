<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Symfony;

use Symfony\Component\EventDispatcher\EventSubscriberInterface;
use Symfony\Component\HttpKernel\Event\RequestEvent;
use Symfony\Component\HttpKernel\Event\ResponseEvent;
use Symfony\Component\HttpKernel\KernelEvents;
use Symfony\Component\Security\Core\User\UserInterface;
use Symfony\Component\Security\Http\Event\LoginSuccessEvent;
use Symfony\Component\Security\Http\Event\LogoutEvent;
use Symfony\Component\Security\Http\Event\SwitchUserEvent;
use Symfony\Component\Security\Http\SecurityEvents;
use Userhash\Frameworks\HttpFoundation\Visits;

/** Sees users log out and change, and responses leave. */
final class VisitSubscriber implements EventSubscriberInterface
{
    public function __construct(private readonly Visits $visits)
    {
    }

    public static function getSubscribedEvents(): array
    {
        return [
            // First of all, so that a bad secret key is found by every request.
            KernelEvents::REQUEST => ['onRequest', 4096],
            // After the session's listener (-1000), which has its own idea of caching, and before
            // streamed responses are sent (-1024).
            KernelEvents::RESPONSE => ['onResponse', -1010],
            LogoutEvent::class => 'onLogout',
            LoginSuccessEvent::class => 'onLogin',
            SecurityEvents::SWITCH_USER => 'onSwitchUser',
        ];
    }

    public function onRequest(RequestEvent $event): void
    {
        if ($event->isMainRequest()) {
            $this->visits->of($event->getRequest());
        }
    }

    public function onResponse(ResponseEvent $event): void
    {
        if ($event->isMainRequest()) {
            $this->visits->finish($event->getRequest(), $event->getResponse());
        }
    }

    public function onLogout(LogoutEvent $event): void
    {
        $this->visits->of($event->getRequest())->logout();
    }

    /** Somebody logs in over somebody else. */
    public function onLogin(LoginSuccessEvent $event): void
    {
        $before = $event->getPreviousToken()?->getUser();
        if ($before instanceof UserInterface && $before->getUserIdentifier() !== $event->getUser()->getUserIdentifier()) {
            $this->visits->of($event->getRequest())->logout();
        }
    }

    /** An administrator takes on somebody's identity, or gives it back. */
    public function onSwitchUser(SwitchUserEvent $event): void
    {
        $this->visits->of($event->getRequest())->logout();
    }
}
