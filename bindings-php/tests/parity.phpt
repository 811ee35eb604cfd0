--TEST--
Every function behaves as PHP's own: results, conversions, warnings, error classes and messages
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/parity.inc';
compare(fn(string $function, array $arguments) => $function(...$arguments));
?>
--EXPECT--
more than 400 compared, 0 different
