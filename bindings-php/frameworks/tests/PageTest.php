<?php

namespace Userhash\Frameworks\Tests;

use Userhash\Frameworks\Tests\Support\Browser;
use Userhash\Frameworks\Tests\Support\FrameworkTestCase;
use Userhash\Frameworks\Tests\Support\Reply;
use Userhash\Frameworks\Tests\Support\Server;

use function Userhash\logoutScriptTag;

/** Plain PHP, in PHP's own web server. */
final class PageTest extends FrameworkTestCase
{
    /** @var Server[] by secret key and file */
    private static array $servers = [];

    public static function tearDownAfterClass(): void
    {
        self::$servers = [];
    }

    protected function browser(array $options = []): Browser
    {
        $browser = $this->server($options['secret'] ?? self::SECRET)->browser();
        return new Browser(static function (string $method, string $path, array $cookies, array $form) use ($browser): Reply {
            $browser->cookies = $cookies;
            $reply = $method === 'POST' ? $browser->post($path, $form) : $browser->{strtolower($method)}($path);
            $code = $reply->header('X-Error');
            return $code === null ? $reply : new Reply($reply->status, $reply->lines, $reply->body, self::error($code));
        });
    }

    protected function page(string $tag): string
    {
        return "<!doctype html>\n<title>Shop</title>\n$tag<h1>Shop</h1>\n";
    }

    protected function render(array $details): Reply
    {
        return $this->browser()->post('/render', ['details' => json_encode($details)]);
    }

    public function testThereIsAnErrorIfHeadersHaveLeft(): void
    {
        $browser = $this->browser();
        $this->assertSame('', trim($browser->get('/late')->body));
        $browser->post('/login', ['email' => 'ada@example.com']);
        $body = $browser->get('/late')->body;
        $this->assertStringContainsString('before the first output', $body);
        $this->assertStringNotContainsString('<script', $body);
    }

    public function testALogoutAndItsPageInOneRequest(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertSame($this->page(logoutScriptTag(self::NONCE)), $browser->get('/both')->body);
        $this->assertSame($this->page(''), $browser->get('/')->body);
    }

    public function testTheSnippetOfTheReadme(): void
    {
        $browser = $this->server(self::SECRET, 'snippet.php')->browser();
        $guest = $browser->get('/');
        $this->assertStringNotContainsString('user_hash', $guest->body);
        $reply = $browser->get('/?login');
        $this->assertSame(1, preg_match("/^script-src 'nonce-(.*)'$/", $reply->header('Content-Security-Policy'), $match));
        $this->assertStringContainsString(self::visitor(self::ADA)->scriptTag($match[1]), $reply->body);
        $this->assertSame('private, no-store', $reply->header('Cache-Control'));
    }

    private function server(string $secret, string $file = 'app.php'): Server
    {
        if (!isset(self::$servers[$file . $secret])) {
            $port = Server::freePort();
            $command = [PHP_BINARY, '-n', '-d', 'extension=' . getenv('USERHASH_EXTENSION'),
                '-d', 'display_errors=0', '-S', "127.0.0.1:$port", __DIR__ . "/Plain/$file"];
            self::$servers[$file . $secret] = new Server($command, $port, ['USERHASH_SECRET_KEY' => $secret]);
            self::$servers[$file . $secret]->await('started');
        }
        return self::$servers[$file . $secret];
    }

    /** The error of this code. */
    private static function error(string $code): \Throwable
    {
        for ($number = 1; $number < 100; $number++) {
            $error = new \Userhash\Exception('', $number);
            if ($error->getErrorCode() === $code) {
                return $error;
            }
        }
        return new \RuntimeException($code);
    }
}
