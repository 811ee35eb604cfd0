<?php

// config/packages/userhash.php

use Symfony\Component\DependencyInjection\Loader\Configurator\ContainerConfigurator;

return static function (ContainerConfigurator $container): void {
    $container->extension('userhash', [
        'key' => '%env(USERHASH_SECRET_KEY)%',
        // 'previous' => ['%env(USERHASH_PREVIOUS_KEY)%'],
        // 'identity' => 'id', 'details' => App\WidgetDetails::class,
    ]);
};
