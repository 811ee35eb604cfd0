<?php

namespace Userhash\Frameworks\Tests\Symfony;

use Symfony\Component\HttpFoundation\RedirectResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\HttpFoundation\StreamedResponse;
use Symfony\Component\HttpKernel\HttpKernelInterface;
use Twig\Environment;

/** The pages of the application. */
final class Controllers
{
    /** How often a page was asked for. */
    public static int $asked = 0;

    public function __construct(private readonly Environment $twig, private readonly HttpKernelInterface $kernel)
    {
    }

    private function render(string $template, array $headers = []): Response
    {
        self::$asked++;
        return new Response($this->twig->render($template, ['nonce' => 'bm9uY2U=']), 200, $headers);
    }

    public function page(): Response
    {
        return $this->render('@snippets/base.html.twig');
    }

    public function bare(): Response
    {
        return $this->render('@app/bare.html.twig');
    }

    public function forCaches(): Response
    {
        $response = $this->render('@snippets/base.html.twig', ['Cache-Control' => 'public, max-age=60', 'Vary' => 'Accept-Encoding']);
        $response->setVary('Accept-Language', false);
        return $response;
    }

    public function twice(): Response
    {
        return $this->render('@app/twice.html.twig', ['Cache-Control' => 'public, max-age=60']);
    }

    public function star(): Response
    {
        return $this->render('@snippets/base.html.twig', ['Vary' => '*']);
    }

    public function cookie(): Response
    {
        return $this->render('@snippets/base.html.twig', ['Vary' => 'accept, COOKIE']);
    }

    public function elsewhere(): Response
    {
        return new RedirectResponse('/');
    }

    /** Fails when the tag has been rendered. */
    public function fails(): Response
    {
        return $this->render('@app/fails.html.twig');
    }

    /** A page made of the responses of fragments. */
    public function fragments(Request $request): Response
    {
        $fragment = $request->duplicate([], null, ['_controller' => [self::class, 'page']]);
        return new Response('<div>' . $this->kernel->handle($fragment, HttpKernelInterface::SUB_REQUEST)->getContent() . '</div>');
    }

    /** A page that uses the session by itself. */
    public function session(Request $request): Response
    {
        $request->getSession()->set('seen', true);
        return $this->page();
    }

    public function streamed(): Response
    {
        return new StreamedResponse(fn () => print $this->page()->getContent());
    }
}
