<?php

declare(strict_types=1);

namespace Userhash\Frameworks;

use Closure;
use Userhash\KeyRing;
use Userhash\SecretKey;
use Userhash\Visitor;

/**
 * The page that plain PHP is about to print.
 *
 * Headers and cookies are sent by header() and setcookie(), at once: ask for the tag before the
 * first output, and send headers of your own before that.
 */
final class Page
{
    private readonly Visit $visit;

    /**
     * @param SecretKey|KeyRing $key The app's secret key, or keys.
     * @param Closure(): (array|object|null) $details The details of the user of the session, null
     *        for a guest. Take them from the session only: whatever comes with the request, a
     *        visitor has made up.
     * @param string $identity The field of the details that names the user.
     * @param bool|null $secure Whether the browser came by https; null to ask $_SERVER, which
     *        doesn't know it behind a proxy that ends TLS.
     */
    public function __construct(
        SecretKey|KeyRing $key,
        private readonly Closure $details,
        string $identity = 'email',
        private readonly ?bool $secure = null,
    ) {
        $this->visit = new Visit($key, $identity, $_COOKIE[Visit::COOKIE] ?? null);
    }

    /**
     * What belongs into the page's head: nothing for a guest, the visitor for a user, and before
     * that, once, the logout of whoever was logged in before.
     *
     * @param string|null $nonce The nonce of the page's Content Security Policy, if it has one.
     * @return string HTML, safe whatever the details hold.
     * @throws \Userhash\Exception "malformed_details", "missing_user", "empty_user",
     *         "malformed_nonce".
     * @throws \LogicException If there has been output, and headers can't be sent any more.
     */
    public function tag(?string $nonce = null): string
    {
        $tag = $this->visit->tag(($this->details)(), $nonce);
        $this->sendHeaders();
        $this->sendCookie();
        return $tag;
    }

    /**
     * The visitor, null for a guest. Sends the headers if there is one.
     *
     * @throws \Userhash\Exception "malformed_details", "missing_user", "empty_user".
     * @throws \LogicException See tag().
     */
    public function visitor(): ?Visitor
    {
        $visitor = $this->visit->visitor(($this->details)());
        $this->sendHeaders();
        return $visitor;
    }

    /**
     * Answers with the visitor as JSON, for single-page apps, or for a guest with 204, No Content.
     *
     * @throws \Userhash\Exception "malformed_details", "missing_user", "empty_user".
     * @throws \LogicException See tag().
     */
    public function sendJson(): void
    {
        $this->visit->keepPrivate();
        $visitor = $this->visitor();
        if ($visitor === null) {
            http_response_code(204);
            return;
        }
        header('Content-Type: application/json');
        echo $visitor->toJson();
    }

    /**
     * Call it where a user logs out, and where another one logs in without that: the next page
     * that has the tag tells the widget.
     *
     * @throws \LogicException See tag().
     */
    public function logout(): void
    {
        $this->visit->logout();
        $this->sendCookie();
    }

    private function sendHeaders(): void
    {
        $vary = [];
        foreach (headers_list() as $line) {
            [$name, $value] = explode(':', $line, 2);
            if (strcasecmp($name, 'Vary') === 0) {
                $vary[] = $value;
            }
        }
        foreach ($this->visit->headers($vary) as $name => $value) {
            $this->needHeaders();
            header("$name: $value");
        }
    }

    private function sendCookie(): void
    {
        // Of an answer to HEAD, the browser gets no page.
        $value = $this->visit->cookie(($_SERVER['REQUEST_METHOD'] ?? '') === 'HEAD' ? '' : null);
        if ($value === null) {
            return;
        }
        $this->needHeaders();
        setcookie(Visit::COOKIE, $value, [
            'expires' => $value === '' ? 1 : time() + Visit::COOKIE_SECONDS,
            'path' => '/',
            'secure' => $this->secure ?? !in_array(strtolower($_SERVER['HTTPS'] ?? ''), ['', 'off'], true),
            'httponly' => true,
            'samesite' => 'Lax',
        ]);
    }

    private function needHeaders(): void
    {
        if (headers_sent($file, $line)) {
            throw new \LogicException("Ask for the visitor before the first output, which was in $file, line $line.");
        }
    }
}
