<?php

namespace Userhash\Frameworks\Tests\Support;

use PHPUnit\Framework\TestCase;
use Userhash\Exception;
use Userhash\SecretKey;
use Userhash\Visitor;

use function Userhash\logoutScriptTag;

/**
 * The same meaning in every framework: the tests of an application that each of them has.
 *
 * GET /            the page, with the tag          POST /login   field email; 303 to /
 * GET /bare        the page, without the tag       POST /logout  303 to /
 * GET /public      the page, with headers for caches, and Vary twice
 * GET /star        the page, with Vary: *          GET /visitor.json
 * GET /elsewhere   a redirect                      GET /missing  404
 */
abstract class FrameworkTestCase extends TestCase
{
    protected const SECRET = 'correct horse battery staple';
    protected const NONCE = 'bm9uY2U=';
    protected const ADA = ['email' => 'ada@example.com', 'name' => 'Ada Lovelace'];
    protected const GRACE = ['email' => 'grace@example.com', 'name' => 'Grace Hopper'];
    /** A user whose details lack the identity. */
    protected const NOBODY = 'nobody';

    /**
     * @param array<string, mixed> $options "secret", and "bad" for an application in which the
     *        details of NOBODY are bad ones.
     */
    abstract protected function browser(array $options = []): Browser;

    /** The page for these details: byte for byte what the application has around the tag. */
    abstract protected function page(string $tag): string;

    /** The page that the framework's template renders for these details. */
    abstract protected function render(array $details): Reply;

    protected static function visitor(array $details, string $secret = self::SECRET): Visitor
    {
        return (new SecretKey($secret))->visitor($details);
    }

    private static function tag(array $details): string
    {
        return self::visitor($details)->scriptTag(self::NONCE);
    }

    private function assertPrivate(Reply $reply, string $vary = 'Cookie'): void
    {
        $directives = preg_split('/,\s*/', $reply->header('Cache-Control'));
        sort($directives);
        $this->assertSame(['no-store', 'private'], $directives);
        $this->assertSame($vary, $reply->header('Vary'));
    }

    public function testAGuestsPageIsUntouched(): void
    {
        $browser = $this->browser();
        $page = $browser->get('/');
        $bare = $this->browser()->get('/bare');
        $this->assertSame(200, $page->status);
        $this->assertSame($this->page(''), $page->body);
        $this->assertSame($bare->body, $page->body);
        $varying = '/^(Date|Set-Cookie: \w*sess\w*|Expires|X-Powered-By)\b/i';
        $this->assertSame(
            preg_grep($varying, $bare->lines, PREG_GREP_INVERT),
            preg_grep($varying, $page->lines, PREG_GREP_INVERT),
        );
        $this->assertNull($page->cookie('userhash_logout'));
    }

    public function testAUsersPageHasTheVisitor(): void
    {
        $browser = $this->browser();
        $this->assertSame(303, $browser->post('/login', ['email' => 'ada@example.com'])->status);
        $page = $browser->get('/');
        $this->assertSame($this->page(self::tag(self::ADA)), $page->body);
        $this->assertPrivate($page);
        $this->assertNull($page->cookie('userhash_logout'));
        $bare = $browser->get('/bare');
        $this->assertSame($this->page(''), $bare->body);
        $this->assertStringNotContainsString('Cookie', (string) $bare->header('Vary'));
    }

    public function testHeadersAreMerged(): void
    {
        $browser = $this->browser();
        $guest = $browser->get('/public');
        $this->assertStringContainsString('max-age=60', $guest->header('Cache-Control'));
        $this->assertSame('Accept-Encoding, Accept-Language', $guest->header('Vary'));
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertPrivate($browser->get('/public'), 'Accept-Encoding, Accept-Language, Cookie');
        $this->assertPrivate($browser->get('/star'), '*');
        $this->assertPrivate($browser->get('/cookie'), 'accept, COOKIE');
    }

    public function testTheLogoutIsToldOnceByTheNextPageThatHasTheTag(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $logout = $browser->post('/logout');
        $this->assertSame(303, $logout->status);
        $cookie = $logout->cookie('userhash_logout');
        $this->assertMatchesRegularExpression('/^userhash_logout=1;/', $cookie);
        foreach (['/; Max-Age=3600\b/i', '~; path=/(;|$)~i', '/; HttpOnly/i', '/; SameSite=Lax/i'] as $pattern) {
            $this->assertMatchesRegularExpression($pattern, $cookie);
        }
        $this->assertDoesNotMatchRegularExpression('/; secure/i', $cookie);

        foreach (['/elsewhere' => 302, '/missing' => 404, '/bare' => 200, '/visitor.json' => 204] as $path => $status) {
            $between = $browser->get($path);
            $this->assertSame($status, $between->status, $path);
            $this->assertNull($between->cookie('userhash_logout'), $path);
        }
        $head = $browser->head('/');
        $this->assertSame(['', null], [$head->body, $head->cookie('userhash_logout')]);
        $next = $browser->get('/');
        $this->assertSame($this->page(logoutScriptTag(self::NONCE)), $next->body);
        $this->assertPrivate($next);
        $this->assertMatchesRegularExpression('/; Max-Age=0\b/i', $next->cookie('userhash_logout'));
        $this->assertSame($this->page(''), $browser->get('/')->body);
    }

    public function testANewUserComesAfterTheLogout(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $browser->post('/logout');
        $browser->post('/login', ['email' => 'grace@example.com']);
        $page = $browser->get('/');
        $this->assertSame($this->page(logoutScriptTag(self::NONCE) . self::tag(self::GRACE)), $page->body);
        $this->assertPrivate($page);
        $this->assertSame($this->page(self::tag(self::GRACE)), $browser->get('/')->body);
    }

    public function testAUserOverAnotherOneLogsTheFirstOut(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $browser->post('/login', ['email' => 'grace@example.com']);
        $this->assertSame($this->page(logoutScriptTag(self::NONCE) . self::tag(self::GRACE)), $browser->get('/')->body);
        // The same user once more is no change.
        $browser->post('/login', ['email' => 'grace@example.com']);
        $this->assertSame($this->page(self::tag(self::GRACE)), $browser->get('/')->body);
    }

    public function testTheCookieOfSomebodyElsesValueIsNone(): void
    {
        $browser = $this->browser();
        foreach (['', '0', '2', '1x', 'true'] as $value) {
            $browser->cookies['userhash_logout'] = $value;
            $this->assertSame($this->page(''), $browser->get('/')->body, $value);
        }
        $browser = $this->browser();
        $browser->cookies['userhash_logout[]'] = '1';
        $this->assertSame(200, $browser->get('/')->status);
    }

    public function testTheVisitorAsJson(): void
    {
        $browser = $this->browser();
        $guest = $browser->get('/visitor.json');
        $this->assertSame([204, ''], [$guest->status, $guest->body]);
        $this->assertPrivate($guest);
        $browser->post('/login', ['email' => 'ada@example.com']);
        $reply = $browser->get('/visitor.json');
        $this->assertSame(200, $reply->status);
        $this->assertSame(self::visitor(self::ADA)->toJson(), $reply->body);
        $this->assertSame('application/json', $reply->header('Content-Type'));
        $this->assertPrivate($reply);
    }

    public function testWhatTheRequestSaysIsNotAsked(): void
    {
        $browser = $this->browser();
        $query = '?email=grace@example.com&user=grace@example.com&identity=name&userhash_logout=1&_userhash=1';
        $this->assertSame($this->page(''), $browser->get("/$query")->body);
        $this->assertSame(204, $browser->get("/visitor.json$query")->status);
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertSame($this->page(self::tag(self::ADA)), $browser->get("/$query")->body);
        $this->assertSame(
            $this->page(self::tag(self::ADA)),
            $browser->post("/$query", ['email' => 'grace@example.com', 'userhash_logout' => '1'])->body,
        );
    }

    public function testBadDetailsAreATypedErrorAndNoHalfPage(): void
    {
        $browser = $this->browser(['bad' => true]);
        $browser->post('/login', ['email' => self::NOBODY]);
        foreach (['/', '/visitor.json'] as $path) {
            $reply = $browser->get($path);
            $this->assertSame(500, $reply->status, $path);
            $this->assertRefused('missing_user', $reply);
        }
    }

    public function testABadSecretKeyIsRefusedBeforeAnyPage(): void
    {
        foreach (['  ' => 'empty_secret', ' padded ' => 'padded_secret', 'YOUR_SECRET_KEY' => 'placeholder_secret'] as $secret => $code) {
            $reply = $this->browser(['secret' => $secret])->get('/bare');
            $this->assertSame(500, $reply->status);
            $this->assertRefused($code, $reply);
        }
    }

    public function testPayloadsStayInTheirPlaces(): void
    {
        $rendered = $refused = 0;
        foreach (Payloads::details() as $details) {
            try {
                $expected = $this->page(self::tag($details));
            } catch (Exception $error) {
                $this->assertRefused($error->getErrorCode(), $this->render($details));
                $refused++;
                continue;
            }
            $this->assertSame($expected, $this->render($details)->body, json_encode($details));
            $rendered++;
        }
        $this->assertGreaterThan(4 * 80, $rendered);
        $this->assertGreaterThan(0, $refused);
    }

    /** That a reply is our error, by its code, and shows nothing of the page. */
    protected function assertRefused(string $code, Reply $reply): void
    {
        $this->assertSame(500, $reply->status);
        $this->assertStringNotContainsString('<script', $reply->body);
        $this->assertStringNotContainsString('<title>Shop', $reply->body);
        for ($error = $reply->error; $error !== null && !$error instanceof Exception; $error = $error->getPrevious());
        $this->assertNotNull($error, 'no error of ours, but ' . get_debug_type($reply->error) . ' ' . $reply->error?->getMessage());
        $this->assertSame($code, $error->getErrorCode());
    }
}
