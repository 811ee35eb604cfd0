<?php

declare(strict_types=1);

namespace Userhash\Frameworks;

use Closure;
use Userhash\KeyRing;
use Userhash\SecretKey;
use Userhash\Visitor;

use function Userhash\headers;
use function Userhash\logoutCall;
use function Userhash\logoutScriptTag;

/**
 * One request: what its page tells the widget, and what its response has to say because of that.
 *
 * This is what the integrations share. It knows no framework: they ask it for headers and a cookie
 * when the response is complete, and put them there.
 *
 * A logout usually destroys the session, so what is left of it until the next page is a cookie.
 * Whoever forges the cookie logs himself out of the widget, and nobody else.
 */
final class Visit
{
    /** The cookie that says: the widget has to be told about a logout. Its value is "1". */
    public const COOKIE = 'userhash_logout';

    /** How long the next page may take, in seconds. */
    public const COOKIE_SECONDS = 3600;

    private bool $pending;
    private bool $marked = false;
    private bool $private = false;
    private bool $closed = false;
    private bool $told = false;

    /**
     * @param string $identity The field of the details that names the user.
     * @param mixed $cookie What the browser sent as COOKIE; null if nothing.
     */
    public function __construct(
        private readonly SecretKey|KeyRing $key,
        private readonly string $identity,
        mixed $cookie,
    ) {
        $this->pending = $cookie === '1';
    }

    /**
     * What a page has in its head: the logout if one is pending, then the visitor if somebody is
     * logged in, or else nothing at all.
     *
     * @param array|object|null $details The user's details; null for a guest.
     * @param string|(Closure(): ?string)|null $nonce The nonce of the page's Content Security
     *        Policy, if it has one; not asked for unless it is needed.
     * @return string HTML.
     * @throws \Userhash\Exception As SecretKey::visitor() and Visitor::scriptTag() do.
     * @throws \LogicException If the response has left.
     */
    public function tag(array|object|null $details, string|Closure|null $nonce = null): string
    {
        $visitor = $this->visitor($details);
        if ($visitor === null && !$this->pending) {
            return '';
        }
        if ($nonce instanceof Closure) {
            $nonce = $nonce();
        }
        $tag = ($this->pending ? logoutScriptTag($nonce) : '') . $visitor?->scriptTag($nonce);
        $this->keepPrivate();
        // Only now: what is refused tells nobody anything.
        $this->told = $this->pending;
        return $tag;
    }

    /**
     * The visitor, who makes the response a private one.
     *
     * @param array|object|null $details The user's details; null for a guest.
     * @throws \Userhash\Exception As SecretKey::visitor() does.
     * @throws \LogicException If the response has left.
     */
    public function visitor(array|object|null $details): ?Visitor
    {
        if ($details === null) {
            return null;
        }
        $visitor = $this->key->visitor($details, $this->identity);
        $this->keepPrivate();
        return $visitor;
    }

    /** Lets no cache keep the response. @throws \LogicException If the response has left. */
    public function keepPrivate(): void
    {
        $this->needResponse();
        $this->private = true;
    }

    /**
     * Somebody has logged out, or somebody else has logged in: the next page tells the widget.
     *
     * @throws \LogicException If the response has left.
     */
    public function logout(): void
    {
        $this->needResponse();
        $this->pending = $this->marked = true;
        $this->told = false;
    }

    /**
     * The headers of the response, in place of those of the same names.
     *
     * @param string[] $vary The Vary headers that it has.
     * @return array<string, string> Nothing if it carries nothing about a visitor.
     */
    public function headers(array $vary): array
    {
        if (!$this->private) {
            return [];
        }
        $headers = headers();
        $fields = preg_split('/[\s,]+/', implode(',', $vary), -1, PREG_SPLIT_NO_EMPTY);
        $known = array_map('strtolower', $fields);
        if (!in_array('*', $known, true) && !in_array(strtolower($headers['Vary']), $known, true)) {
            $fields[] = $headers['Vary'];
        }
        return ['Vary' => implode(', ', $fields)] + $headers;
    }

    /**
     * The value that the response gives to the cookie: '1', '' to delete it, null to leave it.
     *
     * @param string|null $body What the browser gets, null if that can't be known. A page that has
     *        the tag may have been thrown away, for an error's; then the logout is still pending.
     */
    public function cookie(?string $body = null): ?string
    {
        if ($this->told && ($body === null || str_contains($body, logoutCall()))) {
            return '';
        }
        return $this->marked ? '1' : null;
    }

    /** The response leaves. A visitor who came later would come without the headers. */
    public function close(): void
    {
        $this->closed = true;
    }

    private function needResponse(): void
    {
        if ($this->closed) {
            throw new \LogicException("The visitor came too late: the response's headers have left.");
        }
    }
}
