<?php

namespace Userhash\Frameworks\Tests\Laravel;

use Illuminate\Auth\GenericUser;
use Illuminate\Config\Repository;
use Illuminate\Contracts\Auth\Authenticatable;
use Illuminate\Contracts\Auth\UserProvider;
use Illuminate\Contracts\Debug\ExceptionHandler;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Foundation\Exceptions\Handler;

/** The application of FrameworkTestCase, in Laravel: what bootstrap/app.php and config/ are elsewhere. */
final class App implements UserProvider
{
    private const USERS = [
        'ada@example.com' => 'Ada Lovelace',
        'grace@example.com' => 'Grace Hopper',
        'nobody' => 'Nobody',
    ];

    /** @param array<string, mixed> $config More of config/, by its dotted names. */
    public static function make(string $folder, array $config = []): Application
    {
        foreach (['bootstrap/cache', 'config', 'storage', 'views', 'sessions'] as $name) {
            @mkdir("$folder/$name", 0700, true);
        }
        $app = new Application($folder);
        $app->useStoragePath("$folder/storage");
        $app->instance('config', $settings = new Repository([
            'app' => [
                'key' => str_repeat('k', 32), 'cipher' => 'AES-256-CBC', 'env' => 'testing', 'debug' => false, 'locale' => 'en', 'fallback_locale' => 'en',
                'providers' => array_map(static fn ($name) => "Illuminate\\$name\\{$name}ServiceProvider", ['Auth', 'Cookie', 'Encryption', 'Filesystem', 'Session', 'Translation', 'View']),
            ],
            'auth' => [
                'defaults' => ['guard' => 'web'],
                'guards' => ['web' => ['driver' => 'session', 'provider' => 'fixed'], 'admin' => ['driver' => 'session', 'provider' => 'fixed']],
                'providers' => ['fixed' => ['driver' => 'fixed']],
            ],
            'session' => ['driver' => 'file', 'files' => "$folder/sessions", 'cookie' => 'shop_session', 'lifetime' => 120, 'expire_on_close' => false,
                'encrypt' => false, 'path' => '/', 'domain' => null, 'secure' => null, 'http_only' => true, 'same_site' => 'lax', 'lottery' => [0, 100]],
            'view' => ['paths' => [__DIR__ . '/../../snippets/laravel', __DIR__], 'compiled' => "$folder/views"],
        ]));
        $settings->set('app.providers', [...$settings->get('app.providers'), \Userhash\Frameworks\Laravel\UserhashServiceProvider::class]);
        foreach ($config as $name => $value) {
            $settings->set($name, $value);
        }
        $app->singleton(Kernel::class, HttpKernel::class);
        $app->singleton(ExceptionHandler::class, static fn ($app) => new class($app) extends Handler {
            public function report(\Throwable $e): void
            {
            }
        });
        $app->afterResolving('auth', static fn ($auth) => $auth->provider('fixed', static fn () => new self()));
        return $app;
    }

    private static function user(string $id): ?GenericUser
    {
        if (!isset(self::USERS[$id])) {
            return null;
        }
        return new GenericUser(['id' => $id, 'email' => $id === 'nobody' ? null : $id, 'name' => self::USERS[$id], 'plan' => 'pro', 'remember_token' => '']);
    }

    public function retrieveById($identifier)
    {
        return self::user($identifier);
    }

    public function retrieveByToken($identifier, $token)
    {
        return null;
    }

    public function updateRememberToken(Authenticatable $user, $token)
    {
    }

    public function retrieveByCredentials(array $credentials)
    {
        return self::user($credentials['email']);
    }

    public function validateCredentials(Authenticatable $user, array $credentials)
    {
        return true;
    }
}
