<?php

namespace Userhash\Frameworks\Tests;

use PHPUnit\Framework\TestCase;
use Twig\Environment;
use Twig\Error\RuntimeError;
use Twig\Loader\ArrayLoader;
use Userhash\Exception;
use Userhash\Frameworks\Tests\Support\Payloads;
use Userhash\Frameworks\Twig\UserhashExtension;
use Userhash\Frameworks\Visit;
use Userhash\SecretKey;

/** Twig without a framework. */
final class TwigTest extends TestCase
{
    private ?array $details = null;

    private function twig(string $template): string
    {
        $visit = new Visit(new SecretKey('secret'), 'email', null);
        $twig = new Environment(new ArrayLoader(['page' => $template]), ['strict_variables' => true]);
        $twig->addExtension(new UserhashExtension(fn (?string $nonce = null) => $visit->tag($this->details, $nonce)));
        return $twig->render('page', ['nonce' => 'bm9uY2U=', 'name' => $this->details['name'] ?? '']);
    }

    public function testAGuest(): void
    {
        $this->assertSame('<p></p>', $this->twig('<p>{{ userhash() }}</p>'));
    }

    public function testPayloadsStayInTheirPlaces(): void
    {
        $refused = 0;
        foreach (Payloads::details() as $this->details) {
            try {
                $visitor = (new SecretKey('secret'))->visitor($this->details);
                $expected = '<p>' . $visitor->scriptTag('bm9uY2U=') . '</p>' . $visitor->scriptTag();
                $this->assertSame($expected, $this->twig('<p>{{ userhash(nonce) }}</p>{{ userhash() }}'));
            } catch (Exception $error) {
                try {
                    $this->twig('{{ userhash(nonce) }}');
                    $this->fail('not refused');
                } catch (RuntimeError $wrapped) {
                    $this->assertSame($error->getErrorCode(), $wrapped->getPrevious()->getErrorCode());
                    $refused++;
                }
            }
        }
        $this->assertSame(2, $refused);
    }

    public function testOnlyHtmlIsTrusted(): void
    {
        $this->details = ['email' => 'ada@example.com'];
        $this->assertStringNotContainsString('<script', $this->twig('{% autoescape "js" %}{{ userhash() }}{% endautoescape %}'));
    }

    public function testTheSnippetOfTheReadme(): void
    {
        // A process of its own: the page sends headers, and PHPUnit has written already.
        $program = 'require "Twig/autoload.php"; require $argv[1] . "/autoload.php"; $_SESSION = json_decode($argv[2], true);'
            . 'require $argv[1] . "/snippets/twig.php"; echo $html;';
        $details = ['email' => 'ada@example.com', 'name' => 'Ada'];
        $tag = (new SecretKey('secret'))->visitor($details)->scriptTag('Zm9v');
        foreach (['' => [], $tag => ['user' => $details]] as $expected => $session) {
            $command = [PHP_BINARY, '-d', 'extension=' . getenv('USERHASH_EXTENSION'), '-r', $program, dirname(__DIR__), json_encode($session)];
            $process = proc_open($command, [1 => ['pipe', 'w']], $pipes, null, ['USERHASH_SECRET_KEY' => 'secret']);
            $this->assertSame("<title>Shop</title>$expected", stream_get_contents($pipes[1]));
            proc_close($process);
        }
    }
}
