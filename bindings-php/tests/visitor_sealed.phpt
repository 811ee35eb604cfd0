--TEST--
A visitor can't be made, copied, serialised, compared or written to otherwise, and shows nothing when printed
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/refused.inc';
use Userhash\{SecretKey, Visitor};

$key = new SecretKey('correct horse battery staple');
$visitor = $key->visitor(['email' => 'canary@example.com']);
$same = $key->visitor(['email' => 'canary@example.com']);
$hash = $visitor->userHash();

ob_start();
var_dump($visitor);
print_r([$visitor]);
var_export($visitor);
debug_zval_dump($visitor);
var_dump((array)$visitor, get_object_vars($visitor), get_mangled_object_vars($visitor));
foreach ($visitor as $value) var_dump($value);
$printed = ob_get_clean();
var_dump(strlen($printed) > 100, str_contains($printed, 'canary'), str_contains($printed, substr($hash, 0, 8)));

refused(fn() => new Visitor);
refused(fn() => (new ReflectionClass(Visitor::class))->newInstanceWithoutConstructor());
refused(fn() => (new ReflectionMethod(Visitor::class, '__construct'))->invoke($visitor));
refused(fn() => clone $visitor);
refused(fn() => serialize($visitor));
refused(fn() => unserialize('O:16:"Userhash\Visitor":0:{}'));
refused(fn() => json_encode([$visitor]));
refused(fn() => (string)$visitor);
refused(fn() => Visitor::__set_state([]));
refused(function () use ($visitor) { $visitor->details = []; });
refused(fn() => $key->visitor(['email' => 'a', 'visitor' => $visitor]));
refused(fn() => $key->visitor(['email' => 'a', 'key' => $key]));
var_dump($visitor == $visitor, $visitor == $same, $visitor->userHash() === $hash, (new ReflectionClass($visitor))->isFinal());

// The hash is left out of stack traces (from PHP 8.2 on).
ini_set('zend.exception_ignore_args', '0');
try {
    Visitor::withHash('canary', []);
} catch (Userhash\Exception $error) {
    var_dump(str_contains($error . print_r($error->getTrace(), true), 'canary') === PHP_VERSION_ID < 80200);
}
// Visitors in arrays that refer to themselves are collected.
for ($i = 0; $i < 100; $i++) {
    $cycle = [$key->visitor(['email' => "u$i"])];
    $cycle[] = &$cycle;
    unset($cycle);
}
var_dump(gc_collect_cycles() >= 100);
?>
--EXPECTF--
bool(true)
bool(false)
bool(false)
Error: Call to private Userhash\Visitor::__construct() from global scope
ReflectionException: Class Userhash\Visitor is an internal class marked as final that cannot be instantiated without invoking its constructor
accepted: NULL
Error: Trying to clone an uncloneable object of class Userhash\Visitor
Exception: Serialization of 'Userhash\Visitor' is not allowed
Exception: Unserialization of 'Userhash\Visitor' is not allowed
Exception: Serialization of 'Userhash\Visitor' is not allowed
Error: Object of class Userhash\Visitor could not be converted to string
Error: Call to undefined method Userhash\Visitor::__set_state()
Error: Cannot create dynamic property Userhash\Visitor::$details
Exception: Serialization of 'Userhash\Visitor' is not allowed
Exception: Serialization of 'Userhash\SecretKey' is not allowed
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
bool(true)
