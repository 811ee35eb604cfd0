<?php

declare(strict_types=1);

namespace Userhash\Frameworks\HttpFoundation;

use Symfony\Component\HttpFoundation\Cookie;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Userhash\Frameworks\Visit;
use Userhash\KeyRing;

/** The visits of requests and responses of Symfony's HttpFoundation, which Laravel's are, too. */
final class Visits
{
    private const ATTRIBUTE = '_userhash';

    /** @param string $identity The field of the details that names the user. */
    public function __construct(private readonly KeyRing $keys, private readonly string $identity = 'email')
    {
    }

    /** The visit of a request, the same one whenever it is asked for. */
    public function of(Request $request): Visit
    {
        $visit = $request->attributes->get(self::ATTRIBUTE);
        if (!$visit instanceof Visit) {
            // Not get(), which refuses arrays with an error that a visitor can cause.
            $cookie = $request->cookies->all()[Visit::COOKIE] ?? null;
            $visit = new Visit($this->keys, $this->identity, $cookie);
            $request->attributes->set(self::ATTRIBUTE, $visit);
        }
        return $visit;
    }

    /** Puts on the complete response what the visit asks for, which is nothing for most pages. */
    public function finish(Request $request, Response $response): void
    {
        $visit = $this->of($request);
        foreach ($visit->headers($response->headers->all('Vary')) as $name => $value) {
            $response->headers->set($name, $value);
        }
        $value = $visit->cookie(self::body($request, $response));
        if ($value !== null) {
            $expires = $value === '' ? 1 : time() + Visit::COOKIE_SECONDS;
            $response->headers->setCookie(
                new Cookie(Visit::COOKIE, $value, $expires, '/', null, $request->isSecure(), true, false, 'lax')
            );
        }
        $visit->close();
    }

    /** What the browser gets; null if that can't be known. */
    private static function body(Request $request, Response $response): ?string
    {
        if ($request->isMethod('HEAD')) {
            return '';
        }
        $body = $response->getContent();
        // false: it is written later. An error's or a redirect's isn't the page that had the tag.
        if ($body === false || $response->headers->has('Content-Encoding')) {
            return $response->isSuccessful() ? null : '';
        }
        return $body;
    }
}
