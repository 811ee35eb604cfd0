<?php

// For programs without Composer, which loads the classes by itself.
spl_autoload_register(static function (string $class): void {
    $prefix = 'Userhash\\Frameworks\\';
    $file = __DIR__ . '/src/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
    if (str_starts_with($class, $prefix) && is_file($file)) {
        require $file;
    }
});
