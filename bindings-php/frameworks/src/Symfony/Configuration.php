<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Symfony;

use Symfony\Component\Config\Definition\Builder\TreeBuilder;
use Symfony\Component\Config\Definition\ConfigurationInterface;

/** What config/packages/userhash.yaml may say. */
final class Configuration implements ConfigurationInterface
{
    public function getConfigTreeBuilder(): TreeBuilder
    {
        $tree = new TreeBuilder('userhash');
        $tree->getRootNode()
            ->children()
                ->scalarNode('key')
                    ->info('The secret key, best from the environment')->defaultNull()->end()
                ->arrayNode('previous')
                    ->info('Previous secret keys, newest first')->scalarPrototype()->end()->end()
                ->scalarNode('identity')
                    ->info('The field of the details that names the user')->defaultValue('email')->end()
                ->scalarNode('details')
                    ->info('An invokable service: (UserInterface $user): array|object|null')->defaultNull()->end()
            ->end();
        return $tree;
    }
}
