<?php

declare(strict_types=1);

namespace Userhash\Frameworks\HttpFoundation;

use Closure;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Userhash\Visitor;

/**
 * The visitor of the request that is being answered: the user of its session.
 *
 * Outside of a request nobody is there.
 */
final class CurrentVisitor
{
    /**
     * @param Closure(): ?Request $request The request that is being answered.
     * @param Closure(): (array|object|null) $details The details of the user of its session; null
     *        for a guest.
     * @param (Closure(): ?string)|null $nonce The nonce of the page's Content Security Policy,
     *        where the framework knows it.
     */
    public function __construct(
        private readonly Visits $visits,
        private readonly Closure $request,
        private readonly Closure $details,
        private readonly ?Closure $nonce = null,
    ) {
    }

    /**
     * What belongs into the page's head: nothing for a guest, the visitor for a user, and before
     * that, once, the logout of whoever was logged in before.
     *
     * @param string|null $nonce The nonce of the page's Content Security Policy; null for the
     *        framework's, or none.
     * @return string HTML, safe whatever the details hold.
     * @throws \Userhash\Exception "malformed_details", "missing_user", "empty_user",
     *         "malformed_nonce".
     * @throws \LogicException If the response's headers have left, as those of a streamed
     *         response have when its body is made.
     */
    public function tag(?string $nonce = null): string
    {
        $request = ($this->request)();
        if ($request === null) {
            return '';
        }
        return $this->visits->of($request)->tag(($this->details)(), $nonce ?? $this->nonce);
    }

    /**
     * The visitor, null for a guest. The response gets the headers if there is one.
     *
     * @throws \Userhash\Exception "malformed_details", "missing_user", "empty_user".
     * @throws \LogicException See tag().
     */
    public function visitor(): ?Visitor
    {
        $request = ($this->request)();
        return $request === null ? null : $this->visits->of($request)->visitor(($this->details)());
    }

    /**
     * The visitor as JSON, for single-page apps: 200, or for a guest 204, No Content; kept by no
     * cache either way.
     *
     * @throws \Userhash\Exception "malformed_details", "missing_user", "empty_user".
     * @throws \LogicException See tag().
     */
    public function json(): Response
    {
        $visitor = $this->visitor();
        if ($request = ($this->request)()) {
            $this->visits->of($request)->keepPrivate();
        }
        return $visitor === null
            ? new Response('', Response::HTTP_NO_CONTENT)
            : new Response($visitor->toJson(), Response::HTTP_OK, ['Content-Type' => 'application/json']);
    }

    /**
     * For logouts that the framework doesn't see, such as a session that the application destroys
     * by itself: the next page that has the tag tells the widget.
     *
     * @throws \LogicException See tag().
     */
    public function logout(): void
    {
        if ($request = ($this->request)()) {
            $this->visits->of($request)->logout();
        }
    }
}
