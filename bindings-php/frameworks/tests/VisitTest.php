<?php

namespace Userhash\Frameworks\Tests;

use PHPUnit\Framework\TestCase;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\HttpFoundation\StreamedResponse;
use Userhash\Frameworks\HttpFoundation\Visits;
use Userhash\Frameworks\Keys;
use Userhash\Frameworks\Visit;
use Userhash\KeyRing;
use Userhash\SecretKey;

use function Userhash\logoutScriptTag;

/** What the integrations share. */
final class VisitTest extends TestCase
{
    private static function visit(mixed $cookie = null, string $identity = 'email'): Visit
    {
        return new Visit(new SecretKey('secret'), $identity, $cookie);
    }

    public function testVaryIsMerged(): void
    {
        $visit = self::visit();
        $this->assertSame([], $visit->headers(['Accept']));
        $visit->keepPrivate();
        foreach ([
            [[], 'Cookie'],
            [['Accept'], 'Accept, Cookie'],
            [['Accept', ' Accept-Language ,User-Agent'], 'Accept, Accept-Language, User-Agent, Cookie'],
            [['cookie'], 'cookie'],
            [['Accept,COOKIE'], 'Accept, COOKIE'],
            [['*'], '*'],
            [['Cookies'], 'Cookies, Cookie'],
            [['', ','], 'Cookie'],
        ] as [$before, $after]) {
            $this->assertSame($after, $visit->headers($before)['Vary']);
            $this->assertSame('private, no-store', $visit->headers($before)['Cache-Control']);
        }
    }

    public function testALogoutIsPendingUntilABodyHasIt(): void
    {
        $visit = self::visit('1');
        $this->assertNull($visit->cookie());
        $this->assertSame(logoutScriptTag('abc'), $visit->tag(null, 'abc'));
        $this->assertNull($visit->cookie('an error page'));
        $this->assertSame('', $visit->cookie('<head>' . logoutScriptTag('abc') . '</head>'));
        $this->assertSame('', $visit->cookie());
    }

    public function testWhatTheBrowserGets(): void
    {
        $visits = new Visits(new KeyRing(new SecretKey('secret')));
        $deleted = static function (string $method, Response $response) use ($visits): bool {
            $request = Request::create('/', $method, [], [Visit::COOKIE => '1']);
            $tag = $visits->of($request)->tag(null);
            if ($response->getContent() === 'tag') {
                $response->setContent("<head>$tag</head>");
            }
            $visits->finish($request, $response);
            return $response->headers->getCookies() !== [];
        };
        $this->assertTrue($deleted('GET', new Response('tag')));
        $this->assertTrue($deleted('POST', new Response('tag', 422)));
        $this->assertFalse($deleted('GET', new Response('another page')));
        $this->assertFalse($deleted('HEAD', new Response('tag')));
        // Of these the body isn't known.
        $this->assertTrue($deleted('GET', new StreamedResponse(null)));
        $this->assertFalse($deleted('GET', new StreamedResponse(null, 500)));
        $this->assertFalse($deleted('HEAD', new StreamedResponse(null)));
        $this->assertTrue($deleted('GET', new Response('packed', 200, ['Content-Encoding' => 'br'])));
        $this->assertFalse($deleted('GET', new Response('packed', 302, ['Content-Encoding' => 'br'])));
    }

    public function testALogoutAfterThePageIsForTheNextOne(): void
    {
        $visit = self::visit('1');
        $visit->tag(null);
        $visit->logout();
        $this->assertSame('1', $visit->cookie());
        // And one before the page is told by it.
        $visit = self::visit();
        $visit->logout();
        $this->assertSame('1', $visit->cookie());
        $visit->tag(null);
        $this->assertSame('', $visit->cookie());
    }

    public function testOnlyTheOneValueIsALogout(): void
    {
        foreach ([null, '', '0', '01', '1 ', ['1'], 1, true] as $cookie) {
            $this->assertSame('', self::visit($cookie)->tag(null));
        }
    }

    public function testAVisitorWhoComesTooLateIsAnError(): void
    {
        $visit = self::visit();
        $visit->close();
        $this->assertSame('', $visit->tag(null));
        foreach ([fn () => $visit->tag(['email' => 'ada@example.com']), fn () => $visit->keepPrivate(), fn () => $visit->logout()] as $late) {
            try {
                $late();
                $this->fail('not late');
            } catch (\LogicException $error) {
                $this->assertStringContainsString('too late', $error->getMessage());
            }
        }
    }

    public function testTheIdentityIsAnyField(): void
    {
        $visitor = self::visit(null, 'id')->visitor(['email' => 'ada@example.com', 'id' => 7]);
        $this->assertSame(hash_hmac('sha256', '7', 'secret'), $visitor->userHash());
    }

    public function testErrorsAreTyped(): void
    {
        foreach ([
            'malformed_nonce' => static fn () => self::visit()->tag(['email' => 'a@b.c'], '"'),
            'missing_user' => static fn () => self::visit()->tag(['name' => 'Ada']),
            'empty_user' => static fn () => self::visit()->tag(['email' => '']),
            'malformed_details' => static fn () => self::visit()->tag(['email' => 'a@b.c', 'n' => NAN]),
            'empty_secret' => static fn () => Keys::ring(null),
            'padded_secret' => static fn () => Keys::ring('good', ["bad\n"]),
        ] as $code => $call) {
            try {
                $call();
                $this->fail("no $code");
            } catch (\Userhash\Exception $error) {
                $this->assertSame($code, $error->getErrorCode());
            }
        }
        // A logout's nonce is looked at as well.
        $this->expectException(\Userhash\Exception::class);
        self::visit('1')->tag(null, 'a b');
    }

    public function testKeysOfAConfiguration(): void
    {
        $ring = Keys::ring('new', [null, '', 'old']);
        $this->assertInstanceOf(KeyRing::class, $ring);
        $this->assertSame(hash_hmac('sha256', 'u', 'new'), $ring->userHash('u'));
        $this->assertSame(1, $ring->verifiedBy('u', hash_hmac('sha256', 'u', 'old')));
    }
}
