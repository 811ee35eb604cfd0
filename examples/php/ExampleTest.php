<?php

namespace Userhash\Frameworks\Tests;

use DOMDocument;
use DOMElement;
use PHPUnit\Framework\TestCase;
use Userhash\Frameworks\Tests\Support\Browser;
use Userhash\Frameworks\Tests\Support\Reply;
use Userhash\Frameworks\Tests\Support\Server;
use Userhash\SecretKey;
use Userhash\Visitor;

use function Userhash\logoutScriptTag;

/** The example, as a process. */
final class ExampleTest extends TestCase
{
    private const SECRET = 'correct horse battery staple';
    private const STYLE = 'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1c2430}'
        . 'input,button{font:inherit;padding:.4rem .6rem;margin:.2rem 0}#error{color:#b3261e}';
    private const WIDGET = 'http://127.0.0.1:9000/widget.js?a=1&b="';
    private static ?Server $server = null;

    private static function start(array $environment): Server
    {
        $port = Server::freePort();
        return new Server([__DIR__ . '/run'], $port, $environment + [
            'PORT' => (string) $port,
            'HOME' => (string) getenv('HOME'),
            'WIDGET_URL' => self::WIDGET,
            'WIDGET_APP' => 'php',
        ]);
    }

    public static function setUpBeforeClass(): void
    {
        self::$server = self::start(['USERHASH_SECRET_KEY' => self::SECRET]);
        self::$server->await('php on http://127.0.0.1:' . self::$server->port . "\n");
    }

    public static function tearDownAfterClass(): void
    {
        self::$server = null;
    }

    private static function visitor(string $email, string $name): Visitor
    {
        return (new SecretKey(self::SECRET))->visitor(['email' => $email, 'name' => $name]);
    }

    private static function dom(Reply $reply): DOMDocument
    {
        $dom = new DOMDocument();
        $dom->loadHTML($reply->body, LIBXML_NOERROR);
        return $dom;
    }

    private static function login(Browser $browser, string $email, string $password = 'demo', ?string $token = null): Reply
    {
        $token ??= self::token($browser->get('/'));
        return $browser->post('/login', ['email' => $email, 'password' => $password, 'csrf' => $token]);
    }

    private static function token(Reply $page): string
    {
        return self::dom($page)->getElementsByTagName('input')[0]->getAttribute('value');
    }

    /** The page's nonce, which its header and its elements have in common. */
    private function assertPage(Reply $reply, int $status, string $who, string $error = ''): string
    {
        $this->assertSame($status, $reply->status);
        $policy = "~^default-src 'self'; script-src 'nonce-([A-Za-z0-9+/]{22}==)'; style-src 'nonce-\\1'; connect-src 'self' "
            . preg_quote(strstr(self::WIDGET, '/widget', true)) . "; img-src 'self' data:; base-uri 'none'; object-src 'none'$~";
        $this->assertSame(1, preg_match($policy, $reply->header('Content-Security-Policy'), $match));
        $dom = self::dom($reply);
        $this->assertSame('php', $dom->getElementsByTagName('title')[0]->textContent);
        $this->assertSame('php', $dom->getElementsByTagName('h1')[0]->textContent);
        $this->assertSame($who, $dom->getElementById('who')->textContent);
        $this->assertSame($error, $dom->getElementById('error')?->textContent ?? '');
        $this->assertNotNull($dom->getElementById('login'));
        $this->assertSame($who !== 'guest', $dom->getElementById('logout') !== null);
        $style = $dom->getElementsByTagName('style')[0];
        $this->assertSame([self::STYLE, $match[1]], [$style->textContent, $style->getAttribute('nonce')]);
        /** @var DOMElement[] $scripts */
        $scripts = iterator_to_array($dom->getElementsByTagName('script'));
        foreach ($scripts as $script) {
            $this->assertSame($match[1], $script->getAttribute('nonce'));
        }
        $widget = end($scripts);
        $this->assertSame(self::WIDGET, $widget->getAttribute('src'));
        $this->assertSame('php', $widget->getAttribute('data-app'));
        return $match[1];
    }

    private function assertTag(string $tag, Reply $reply): void
    {
        $this->assertStringContainsString("<title>php</title>\n$tag<script src=", $reply->body);
    }

    public function testAVisitorsWayThroughTheShop(): void
    {
        $browser = self::$server->browser();
        $page = $browser->get('/');
        $this->assertPage($page, 200, 'guest');
        $this->assertTag('', $page);
        $this->assertMatchesRegularExpression('/; HttpOnly; SameSite=Lax/', $page->cookie('php_session'));

        $guest = $browser->cookies['php_session'];
        $this->assertSame(303, self::login($browser, 'ada@example.com')->status);
        $this->assertNotSame($guest, $browser->cookies['php_session']);
        $page = $browser->get('/');
        $nonce = $this->assertPage($page, 200, 'Ada Lovelace <ada@example.com>');
        $this->assertTag(self::visitor('ada@example.com', 'Ada Lovelace')->scriptTag($nonce), $page);
        $this->assertSame('private, no-store', $page->header('Cache-Control'));
        $this->assertSame('Cookie', $page->header('Vary'));

        $reply = $browser->post('/logout', ['csrf' => self::token($page)]);
        $this->assertSame([303, '/'], [$reply->status, $reply->header('Location')]);
        $page = $browser->get('/');
        $nonce = $this->assertPage($page, 200, 'guest');
        $this->assertTag(logoutScriptTag($nonce), $page);
        $page = $browser->get('/');
        $this->assertPage($page, 200, 'guest');
        $this->assertTag('', $page);
    }

    public function testAChangeOfUser(): void
    {
        $browser = self::$server->browser();
        self::login($browser, 'ada@example.com');
        $this->assertSame(303, self::login($browser, 'eve@example.com')->status);
        $name = 'Eve </script><script>alert(1)</script>';
        $page = $browser->get('/');
        $nonce = $this->assertPage($page, 200, "$name <eve@example.com>");
        $this->assertTag(logoutScriptTag($nonce) . self::visitor('eve@example.com', $name)->scriptTag($nonce), $page);
        $page = $browser->get('/');
        $this->assertTag(self::visitor('eve@example.com', $name)->scriptTag($this->assertPage($page, 200, "$name <eve@example.com>")), $page);
    }

    public function testAWrongPassword(): void
    {
        $browser = self::$server->browser();
        foreach ([['ada@example.com', 'wrong'], ['ada@example.com', ''], ['nobody@example.com', 'demo'], ['', 'demo']] as [$email, $password]) {
            $page = self::login($browser, $email, $password);
            $this->assertPage($page, 401, 'guest', 'Wrong e-mail address or password.');
            $this->assertTag('', $page);
        }
        $this->assertPage($browser->get('/'), 200, 'guest');
    }

    public function testFormsOfOthersAreRefused(): void
    {
        $browser = self::$server->browser();
        $this->assertSame(403, self::login($browser, 'ada@example.com', 'demo', '')->status);
        $this->assertSame(403, self::login($browser, 'ada@example.com', 'demo', self::token(self::$server->browser()->get('/')))->status);
        $this->assertPage($browser->get('/'), 200, 'guest');
        self::login($browser, 'ada@example.com');
        $this->assertSame(403, $browser->post('/logout')->status);
        $this->assertPage($browser->get('/'), 200, 'Ada Lovelace <ada@example.com>');
    }

    public function testTheVisitorAsJson(): void
    {
        $browser = self::$server->browser();
        $guest = $browser->get('/visitor.json');
        $this->assertSame([204, '', 'private, no-store'], [$guest->status, $guest->body, $guest->header('Cache-Control')]);
        self::login($browser, 'grace@example.com');
        $reply = $browser->get('/visitor.json?email=ada@example.com');
        $this->assertSame([200, self::visitor('grace@example.com', 'Grace Hopper')->toJson()], [$reply->status, $reply->body]);
        $this->assertSame(['application/json', 'private, no-store', 'Cookie'], array_map($reply->header(...), ['Content-Type', 'Cache-Control', 'Vary']));
    }

    public function testOddRequestsAreAnswered(): void
    {
        $browser = self::$server->browser();
        foreach (['/nothing' => 404, '//' => 404, '/login' => 404, '/..%2f..%2fCargo.toml' => 404, '/page.php' => 404] as $path => $status) {
            $this->assertSame($status, $browser->get($path)->status, $path);
        }
        $token = self::token($browser->get('/'));
        $reply = $browser->post('/login', ['email' => ['a'], 'password' => ['b'], 'csrf' => $token]);
        $this->assertSame(401, $reply->status);
        $this->assertSame(403, $browser->post('/login', ['csrf' => [$token]])->status);
    }

    public function testItEndsWhenItIsToldToAndLeavesNothing(): void
    {
        $server = self::start(['USERHASH_SECRET_KEY' => self::SECRET]);
        $server->await("php on http://127.0.0.1:$server->port\n");
        $server->browser()->get('/');
        $this->assertSame("php on http://127.0.0.1:$server->port\n", $server->output());
        $this->assertCount(1, $server->leftovers());
        $this->assertSame(128 + SIGTERM, $server->stop());
        // What tidies up comes after the server.
        for ($tries = 0; $server->leftovers() !== [] && $tries < 1000; $tries++) {
            usleep(10000);
        }
        $this->assertSame([], $server->leftovers());
        $this->assertSame('', $server->errors());
    }

    public function testWithoutAKeyItSaysSo(): void
    {
        foreach ([[], ['USERHASH_SECRET_KEY' => 'YOUR_SECRET_KEY']] as $environment) {
            $server = self::start($environment);
            $this->assertSame(1, $server->wait());
            $this->assertStringContainsString('USERHASH_SECRET_KEY', $server->errors());
            $this->assertSame('', $server->output());
        }
    }
}
