<?php

namespace Userhash\Frameworks\Tests\Laravel;

use Illuminate\Cookie\Middleware\AddQueuedCookiesToResponse;
use Illuminate\Cookie\Middleware\EncryptCookies;
use Illuminate\Foundation\Bootstrap\BootProviders;
use Illuminate\Foundation\Bootstrap\RegisterFacades;
use Illuminate\Foundation\Bootstrap\RegisterProviders;
use Illuminate\Foundation\Http\Kernel;
use Illuminate\Routing\Router;
use Illuminate\Session\Middleware\StartSession;
use Userhash\Frameworks\HttpFoundation\CurrentVisitor;

/** Laravel's kernel, with the middleware that its applications have, and the routes. */
final class HttpKernel extends Kernel
{
    // Without reading .env and config/, and without the handler of errors: tests have their own.
    protected $bootstrappers = [RegisterFacades::class, RegisterProviders::class, BootProviders::class];
    protected $middlewareGroups = ['web' => [EncryptCookies::class, AddQueuedCookiesToResponse::class, StartSession::class]];

    public function bootstrap()
    {
        if (!$this->app->hasBeenBootstrapped()) {
            parent::bootstrap();
            $this->router->group(['middleware' => 'web'], self::routes(...));
        }
    }

    private static function routes(Router $router): void
    {
        $page = static fn (string $name = 'layout') => view($name, ['nonce' => 'bm9uY2U=']);
        $router->match(['GET', 'POST'], '/', static fn () => $page());
        $router->get('/bare', static fn () => $page('bare'));
        $router->get('/public', static fn () => response($page())
            ->header('Cache-Control', 'public, max-age=60')->header('Vary', 'Accept-Encoding')->header('Vary', 'Accept-Language', false));
        $router->get('/star', static fn () => response($page())->header('Vary', '*'));
        $router->get('/cookie', static fn () => response($page())->header('Vary', 'accept, COOKIE'));
        $router->get('/elsewhere', static fn () => redirect('/'));
        $router->get('/fails', static fn () => $page('fails'));
        $router->get('/nonce', static fn () => $page('without-nonce'));
        $router->get('/streamed', static fn () => response()->stream(static fn () => print $page()->render()));
        $router->get('/visitor.json', static fn (CurrentVisitor $visitor) => $visitor->json());
        $router->post('/login', static function () {
            auth(request('guard'))->attempt(['email' => request('email'), 'password' => 'demo']);
            request()->session()->regenerate();
            return redirect('/', 303);
        });
        $router->post('/logout', static function () {
            auth(request('guard'))->logout();
            request('keep') || request()->session()->invalidate();
            return redirect('/', 303);
        });
        $router->post('/forgets', static function (CurrentVisitor $visitor) {
            request()->session()->invalidate();
            $visitor->logout();
            return redirect('/', 303);
        });
    }
}
