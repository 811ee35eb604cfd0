<?php

namespace Userhash\Frameworks\Tests\Symfony;

use Symfony\Bundle\FrameworkBundle\FrameworkBundle;
use Symfony\Bundle\FrameworkBundle\Kernel\MicroKernelTrait;
use Symfony\Bundle\SecurityBundle\SecurityBundle;
use Symfony\Bundle\TwigBundle\TwigBundle;
use Symfony\Component\DependencyInjection\Loader\Configurator\ContainerConfigurator;
use Symfony\Component\HttpKernel\Kernel;
use Symfony\Component\Routing\Loader\Configurator\RoutingConfigurator;
use Symfony\Component\Security\Core\User\UserInterface;
use Userhash\Frameworks\Symfony\UserhashBundle;

/** The application of FrameworkTestCase, in Symfony. */
final class TestKernel extends Kernel
{
    use MicroKernelTrait;

    /** What the details' service answers with; null for the default's service. */
    public static ?array $details = null;

    public function __construct(private readonly string $folder)
    {
        parent::__construct('test', false);
    }

    public function registerBundles(): iterable
    {
        return [new FrameworkBundle(), new SecurityBundle(), new TwigBundle(), new UserhashBundle()];
    }

    public function getProjectDir(): string
    {
        return $this->folder;
    }

    public function getCacheDir(): string
    {
        return "$this->folder/cache";
    }

    public function getLogDir(): string
    {
        return "$this->folder/log";
    }

    public static function details(UserInterface $user): array
    {
        return self::$details ?? match ($user->getUserIdentifier()) {
            'ada@example.com' => ['email' => 'ada@example.com', 'name' => 'Ada Lovelace'],
            'grace@example.com' => ['email' => 'grace@example.com', 'name' => 'Grace Hopper'],
            'nobody' => ['name' => 'Nobody'],
        };
    }

    private function configureContainer(ContainerConfigurator $container): void
    {
        $container->extension('framework', [
            'secret' => 'only for tests',
            'test' => true,
            'session' => ['storage_factory_id' => 'session.storage.factory.mock_file', 'cookie_secure' => false],
            'router' => ['utf8' => true],
            'http_method_override' => false,
        ]);
        $container->extension('twig', ['paths' => [__DIR__ . '/../../snippets/symfony' => 'snippets', __DIR__ => 'app'], 'strict_variables' => true]);
        $container->extension('security', [
            'enable_authenticator_manager' => true,
            'password_hashers' => ['Symfony\Component\Security\Core\User\InMemoryUser' => 'plaintext'],
            'providers' => ['users' => ['memory' => ['users' => array_fill_keys(
                ['ada@example.com', 'grace@example.com', 'nobody'],
                ['password' => 'demo', 'roles' => ['ROLE_ALLOWED_TO_SWITCH']],
            )]]],
            'firewalls' => ['main' => [
                'lazy' => true,
                'form_login' => ['login_path' => '/', 'check_path' => '/login', 'username_parameter' => 'email', 'default_target_path' => '/', 'always_use_default_target_path' => true],
                'logout' => ['path' => '/logout', 'target' => '/'],
                'switch_user' => true,
            ]],
        ]);
        (require __DIR__ . '/../../snippets/symfony/userhash.php')($container);
        $container->extension('userhash', ['details' => 'test.details']);
        $container->services()->set('test.details', \Closure::class)
            ->factory([\Closure::class, 'fromCallable'])->args([[self::class, 'details']]);
        // It would print what the tests cause.
        $container->services()->set('logger', \Psr\Log\NullLogger::class);
        $container->services()->set(Controllers::class)->public()->autowire()->tag('controller.service_arguments');
        $container->services()->set(\App\Controller\VisitorController::class)->public()->autowire()->tag('controller.service_arguments');
    }

    private function configureRoutes(RoutingConfigurator $routes): void
    {
        foreach (['/' => 'page', '/bare' => 'bare', '/public' => 'forCaches', '/star' => 'star', '/cookie' => 'cookie', '/elsewhere' => 'elsewhere',
            '/fails' => 'fails', '/fragments' => 'fragments', '/session' => 'session', '/streamed' => 'streamed', '/twice' => 'twice', '/login' => 'page', '/logout' => 'page'] as $path => $method) {
            $routes->add($method . strtr($path, '/', '_'), $path)->controller([Controllers::class, $method]);
        }
        $routes->add('visitor', '/visitor.json')->controller(\App\Controller\VisitorController::class);
    }
}
