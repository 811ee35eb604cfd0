<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Laravel;

use Illuminate\Auth\Events\CurrentDeviceLogout;
use Illuminate\Auth\Events\Login;
use Illuminate\Auth\Events\Logout;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Support\ServiceProvider;
use Illuminate\View\Compilers\BladeCompiler;
use Userhash\Frameworks\HttpFoundation\CurrentVisitor;
use Userhash\Frameworks\HttpFoundation\Visits;
use Userhash\Frameworks\Keys;
use Userhash\KeyRing;

/** Visitors in Laravel: config/userhash.php, the directive @userhash, headers, the logout. */
final class UserhashServiceProvider extends ServiceProvider
{
    private const CONFIG = __DIR__ . '/../../config/userhash.php';

    public function register(): void
    {
        $this->mergeConfigFrom(self::CONFIG, 'userhash');
        $this->app->singletonIf(KeyRing::class, static fn ($app) => Keys::ring(
            $app['config']['userhash.key'],
            $app['config']['userhash.previous'],
        ));
        $this->app->singleton(Visits::class, static fn ($app) => new Visits(
            $app->make(KeyRing::class),
            $app['config']['userhash.identity'],
        ));
        // app() and not $app: servers that stay, such as Octane, have one for every request.
        $this->app->singleton(CurrentVisitor::class, static fn ($app) => new CurrentVisitor(
            $app->make(Visits::class),
            static fn () => app('request'),
            SessionUser::details(...),
            SessionUser::nonce(...),
        ));
    }

    public function boot(): void
    {
        $this->publishes([self::CONFIG => $this->app->configPath('userhash.php')], 'userhash');
        $this->callAfterResolving('blade.compiler', static function (BladeCompiler $blade): void {
            $blade->directive('userhash', static fn (?string $nonce): string =>
                '<?php echo app(\\' . CurrentVisitor::class . "::class)->tag($nonce); ?>");
        });
        $this->app['events']->listen([Logout::class, CurrentDeviceLogout::class], [Logouts::class, 'onLogout']);
        $this->app['events']->listen(Login::class, [Logouts::class, 'onLogin']);
        // For all routes, and outside of the encryption of cookies.
        $this->app->make(Kernel::class)->pushMiddleware(FinishVisit::class);
    }
}
