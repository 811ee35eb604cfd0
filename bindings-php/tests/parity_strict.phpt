--TEST--
The same with strict_types: nothing is converted
--EXTENSIONS--
userhash
--FILE--
<?php
declare(strict_types=1);
require __DIR__ . '/parity.inc';
compare(fn(string $function, array $arguments) => $function(...$arguments));
?>
--EXPECT--
more than 400 compared, 0 different
