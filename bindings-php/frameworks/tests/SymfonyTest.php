<?php

namespace Userhash\Frameworks\Tests;

use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\RequestStack;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Security\Core\Authentication\Token\Storage\TokenStorage;
use Symfony\Component\Security\Core\Authentication\Token\UsernamePasswordToken;
use Symfony\Component\Security\Core\User\InMemoryUser;
use Symfony\Component\Security\Core\User\UserInterface;
use Userhash\Frameworks\HttpFoundation\Visits;
use Userhash\Frameworks\Symfony\SessionUser;
use Userhash\Frameworks\Tests\Support\Browser;
use Userhash\Frameworks\Tests\Support\Folder;
use Userhash\Frameworks\Tests\Support\FrameworkTestCase;
use Userhash\Frameworks\Tests\Support\Reply;
use Userhash\Frameworks\Tests\Symfony\Controllers;
use Userhash\Frameworks\Tests\Symfony\TestKernel;
use Userhash\KeyRing;
use Userhash\SecretKey;

use function Userhash\logoutScriptTag;

require_once __DIR__ . '/../snippets/symfony/VisitorController.php';

/** Symfony's kernel, with its security and its Twig. */
final class SymfonyTest extends FrameworkTestCase
{
    private static ?Folder $folder = null;
    private string $scheme = 'http';
    private ?Browser $known = null;

    public static function setUpBeforeClass(): void
    {
        self::$folder = new Folder();
    }

    public static function tearDownAfterClass(): void
    {
        self::$folder = null;
    }

    protected function tearDown(): void
    {
        TestKernel::$details = null;
        unset($_ENV['USERHASH_SECRET_KEY']);
    }

    protected function browser(array $options = []): Browser
    {
        return new Browser(function (string $method, string $path, array $cookies, array $form) use ($options): Reply {
            // A kernel of its own for every request, as with php-fpm, or one for many.
            $_ENV['USERHASH_SECRET_KEY'] = $options['secret'] ?? self::SECRET;
            $kernel = $options['kernel'] ?? new TestKernel(self::$folder->path);
            $error = null;
            $kernel->boot();
            $kernel->getContainer()->get('event_dispatcher')->addListener('kernel.exception', static function ($event) use (&$error): void {
                $error = $event->getThrowable();
            }, 100);
            if ($path === '/login') {
                $form += ['_password' => 'demo'];
            }
            parse_str(http_build_query($cookies, '', '&'), $cookies);
            $request = Request::create("$this->scheme://localhost$path", $method, $form, $cookies);
            try {
                $response = $kernel->handle($request);
            } catch (\Throwable $uncaught) {
                return new Reply(500, [], '', $uncaught);
            }
            // form_login redirects with 302; what the browser does is the same.
            $status = $method === 'POST' && $response->getStatusCode() === 302 ? 303 : $response->getStatusCode();
            $reply = new Reply($status, self::lines($response), (string) $response->getContent(), $error);
            $kernel->terminate($request, $response);
            return $reply;
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
        return "<!doctype html>\n<title>Shop</title>$tag\n"
            . '<script src="https://chat.example/widget.js" nonce="' . self::NONCE . "\" async></script>\n";
    }

    protected function render(array $details): Reply
    {
        if ($this->known === null) {
            $this->known = $this->browser(['kernel' => new TestKernel(self::$folder->path)]);
            $this->known->post('/login', ['email' => 'ada@example.com']);
        }
        TestKernel::$details = $details;
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

    public function testTheDetailsThatUsersHaveByThemselves(): void
    {
        $requests = new RequestStack();
        $requests->push(Request::create('/'));
        $tokens = new TokenStorage();
        $visits = new Visits(new KeyRing(new SecretKey(self::SECRET)));
        $current = SessionUser::visitor($visits, $requests, $tokens, null);
        $this->assertSame('', $current->tag());
        $entity = new class implements UserInterface {
            use Symfony\UserMethods;

            public ?string $email = 'grace@example.com';

            public function getEmail(): ?string
            {
                return $this->email;
            }

            public function getName(): ?string
            {
                return 'Grace Hopper';
            }
        };
        foreach ([
            [new InMemoryUser('ada@example.com', 'demo'), ['email' => 'ada@example.com']],
            [$entity, self::GRACE],
        ] as [$user, $details]) {
            $tokens->setToken(new UsernamePasswordToken($user, 'main'));
            $this->assertSame(self::visitor($details)->toJson(), $current->visitor()->toJson());
        }
        $entity->email = null;
        $this->assertSame('', $current->tag());
        $requests->pop();
        $this->assertSame(['', null], [$current->tag(), $current->visitor()]);
    }

    public function testABadSecretKeyIsRefusedBeforeTheControllerRuns(): void
    {
        Controllers::$asked = 0;
        $this->assertSame(500, $this->browser(['secret' => '  '])->get('/bare')->status);
        $this->assertSame(0, Controllers::$asked);
        $this->browser()->get('/bare');
        $this->assertSame(1, Controllers::$asked);
    }

    public function testAGuestsSessionDoesNotMakeThePagePrivate(): void
    {
        $browser = $this->browser();
        $browser->cookies['MOCKSESSID'] = 'abc';
        // Twice: the first look at the token never counts.
        $reply = $browser->get('/twice');
        $this->assertSame(["--\n", 'max-age=60, public'], [$reply->body, $reply->header('Cache-Control')]);
    }

    public function testTheSessionsHeadersGiveWayToOurs(): void
    {
        $browser = $this->browser();
        $this->assertStringContainsString('must-revalidate', $browser->get('/session')->header('Cache-Control'));
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertSame('no-store, private', $browser->get('/session')->header('Cache-Control'));
    }

    public function testAFragmentsTagCountsForThePage(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $browser->post('/logout');
        $reply = $browser->get('/fragments');
        $this->assertSame('<div>' . $this->page(logoutScriptTag(self::NONCE)) . '</div>', $reply->body);
        $this->assertSame('no-store, private', $reply->header('Cache-Control'));
        $this->assertNotNull($reply->cookie('userhash_logout'));
    }

    public function testAStreamIsTooLateForTheTag(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        ob_start();
        try {
            $reply = $browser->get('/streamed');
        } finally {
            $sent = ob_get_clean();
        }
        $this->assertStringNotContainsString('user_hash', $sent . $reply->body);
        $this->assertStringContainsString('came too late', $reply->error->getPrevious()->getMessage());
    }

    public function testAnAdministratorInSomebodysPlace(): void
    {
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        foreach (['grace@example.com' => self::GRACE, '_exit' => self::ADA] as $user => $details) {
            $browser->get('/?_switch_user=' . urlencode($user));
            $tag = logoutScriptTag(self::NONCE) . self::visitor($details)->scriptTag(self::NONCE);
            $this->assertSame($this->page($tag), $browser->get('/')->body);
        }
    }

    public function testTheCookieIsSecureWithHttps(): void
    {
        $this->scheme = 'https';
        $browser = $this->browser();
        $browser->post('/login', ['email' => 'ada@example.com']);
        $this->assertMatchesRegularExpression('/; secure/i', $browser->post('/logout')->cookie('userhash_logout'));
    }
}
