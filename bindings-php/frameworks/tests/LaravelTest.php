<?php

namespace Userhash\Frameworks\Tests;

use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;
use Userhash\Frameworks\Tests\Laravel\App;
use Userhash\Frameworks\Tests\Laravel\FixedDetails;
use Userhash\Frameworks\Tests\Support\Browser;
use Userhash\Frameworks\Tests\Support\Folder;
use Userhash\Frameworks\Tests\Support\FrameworkTestCase;
use Userhash\Frameworks\Tests\Support\Reply;
use Userhash\KeyRing;
use Userhash\SecretKey;

use function Userhash\logoutScriptTag;

require_once __DIR__ . '/../snippets/laravel/WidgetDetails.php';

/** Laravel's kernel, with its session, its guards, its encrypted cookies and Blade. */
final class LaravelTest extends FrameworkTestCase
{
    private static ?Folder $folder = null;
    private ?Browser $known = null;

    public static function setUpBeforeClass(): void
    {
        self::$folder = new Folder();
    }

    public static function tearDownAfterClass(): void
    {
        self::$folder = null;
    }

    /** @param array{secret?: string, config?: array<string, mixed>, prepare?: \Closure(Application): void, scheme?: string} $options */
    protected function browser(array $options = []): Browser
    {
        return new Browser(static function (string $method, string $path, array $cookies, array $form) use ($options): Reply {
            // An application of its own for every request, as with php-fpm.
            $app = App::make(self::$folder->path, ['userhash' => ['key' => $options['secret'] ?? self::SECRET]] + ($options['config'] ?? []));
            if ($options['bad'] ?? false) {
                FixedDetails::$details = ['name' => 'Nobody'];
                $app['config']->set('userhash.details', FixedDetails::class);
            }
            ($options['prepare'] ?? static fn () => null)($app);
            parse_str(http_build_query($cookies, '', '&'), $cookies);
            $request = Request::create(($options['scheme'] ?? 'http') . "://localhost$path", $method, $form, $cookies);
            $kernel = $app->make(Kernel::class);
            $response = $kernel->handle($request);
            ob_start();
            $streamed = $response->getContent() === false;
            $error = $response->exception ?? null;
            try {
                $streamed && $response->sendContent();
            } catch (\Throwable $error) {
            }
            $body = ob_get_clean();
            if ($error === null) {
                $kernel->terminate($request, $response);
            }
            return new Reply($response->getStatusCode(), self::lines($response), $streamed ? $body : $response->getContent(), $error);
        });
    }

    /** @return string[] */
    private static function lines(Response $response): array
    {
        $lines = [];
        foreach ($response->headers->all() as $name => $values) {
            foreach ($values as $value) {
                $lines[] = "$name: $value";
            }
        }
        return $lines;
    }

    protected function page(string $tag): string
    {
        return "<!doctype html>\n<title>Shop</title>\n$tag"
            . '<script src="https://chat.example/widget.js" nonce="' . self::NONCE . "\" async></script>\n";
    }

    protected function render(array $details): Reply
    {
        if ($this->known === null) {
            $this->known = $this->browser(['config' => ['userhash.details' => FixedDetails::class]]);
            $this->known->post('/login', ['email' => 'ada@example.com']);
        }
        FixedDetails::$details = $details;
        return $this->known->get('/');
    }

    public function testAPageThatFailsDoesNotConsumeTheLogout(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $browser->post('/logout');
        $failed = $browser->get('/fails');
        $this->assertSame(500, $failed->status);
        $this->assertNull($failed->cookie('userhash_logout'));
        $this->assertSame($this->page(logoutScriptTag(self::NONCE)), $browser->get('/')->body);
    }

    public function testTheNonceOfVite(): void
    {
        $prepare = static fn (Application $app) => $app->instance('Illuminate\Foundation\Vite', new class {
            public function cspNonce(): string
            {
                return 'dml0ZQ==';
            }
        });
        $browser = $this->browser(['prepare' => $prepare]);
        $browser->post('/login', ['email' => 'ada@example.com']);
        $tag = self::visitor(self::ADA)->scriptTag('dml0ZQ==');
        $this->assertSame("<p>$tag</p>$tag", $browser->get('/nonce')->body);
        $this->assertSame($this->page(self::visitor(self::ADA)->scriptTag(self::NONCE)), $browser->get('/')->body);
    }

    public function testAUserWithoutAnAddressIsAGuest(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => self::NOBODY]);
        $this->assertSame($this->page(''), $browser->get('/')->body);
    }

    public function testTheNonceIsNotAskedForWithoutNeed(): void
    {
        $prepare = static fn (Application $app) => $app->bind('Illuminate\Foundation\Vite', static fn () => throw new \LogicException('asked'));
        $browser = $this->browser(['prepare' => $prepare]);
        $this->assertSame('<p></p>', $browser->get('/nonce')->body);
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertSame(500, $browser->get('/nonce')->status);
    }

    public function testWithoutANonce(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $tag = self::visitor(self::ADA)->scriptTag();
        $this->assertSame("<p>$tag</p>$tag", $browser->get('/nonce')->body);
    }

    public function testAnotherGuardsUsersAreNoVisitors(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'grace@example.com', 'guard' => 'admin']);
        $this->assertSame($this->page(''), $browser->get('/')->body);
        $this->assertNull($browser->post('/logout', ['guard' => 'admin'])->cookie('userhash_logout'));
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $browser->post('/login', ['email' => 'grace@example.com', 'guard' => 'admin']);
        $this->assertSame($this->page(self::visitor(self::ADA)->scriptTag(self::NONCE)), $browser->get('/')->body);
        $browser = $this->browser(['config' => ['userhash.guard' => 'admin']]);
        $browser->post('/login', ['email' => 'grace@example.com', 'guard' => 'admin']);
        $this->assertSame($this->page(self::visitor(self::GRACE)->scriptTag(self::NONCE)), $browser->get('/')->body);
    }

    public function testALogoutThatWasToldIsNotToldAgainAtTheLogin(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $browser->post('/logout', ['keep' => '1']);
        $this->assertSame($this->page(logoutScriptTag(self::NONCE)), $browser->get('/')->body);
        $browser->post('/login', ['email' => 'grace@example.com']);
        $this->assertSame($this->page(self::visitor(self::GRACE)->scriptTag(self::NONCE)), $browser->get('/')->body);
    }

    public function testALogoutThatLaravelDoesNotSee(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertNotNull($browser->post('/forgets')->cookie('userhash_logout'));
        $this->assertSame($this->page(logoutScriptTag(self::NONCE)), $browser->get('/')->body);
    }

    public function testTheDetailsOfTheReadme(): void
    {
        $browser = $this->browser(['config' => ['userhash.details' => \App\WidgetDetails::class]]);
        $browser->post('/login', ['email' => 'ada@example.com']);
        $tag = self::visitor(self::ADA + ['plan' => 'pro'])->scriptTag(self::NONCE);
        $this->assertSame($this->page($tag), $browser->get('/')->body);
        // null: somebody the widget needn't know.
        $browser->post('/login', ['email' => self::NOBODY]);
        $this->assertSame($this->page(logoutScriptTag(self::NONCE)), $browser->get('/')->body);
        $this->assertSame($this->page(''), $browser->get('/')->body);
    }

    public function testAKeyRingOfTheApplicationsOwn(): void
    {
        $ring = new KeyRing(SecretKey::fromHex('00ff'));
        $browser = $this->browser(['prepare' => static fn (Application $app) => $app->instance(KeyRing::class, $ring)]);
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertSame($this->page($ring->visitor(self::ADA)->scriptTag(self::NONCE)), $browser->get('/')->body);
    }

    public function testAStreamIsTooLateForTheTag(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $reply = $browser->get('/streamed');
        $this->assertStringNotContainsString('user_hash', $reply->body);
        $this->assertStringContainsString('came too late', $reply->error->getMessage());
    }

    public function testTheCookieIsSecureWithHttps(): void
    {
        $browser = $this->browser(['scheme' => 'https']);
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertMatchesRegularExpression('/; secure/i', $browser->post('/logout')->cookie('userhash_logout'));
    }
}
