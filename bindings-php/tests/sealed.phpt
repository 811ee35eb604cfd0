--TEST--
Keys can't be cloned, serialised, revived, extended, written to, compared or constructed twice
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/refused.inc';
use Userhash\{HashContext, KeyRing, SecretKey};

$key = new SecretKey('correct horse battery staple');
$same = new SecretKey('correct horse battery staple');
$ring = new KeyRing($key);
$context = Userhash\hash_init('sha256', HASH_HMAC, 'key');
$hash = $key->userHash('u');

echo "- clone\n";
refused(fn() => clone $key);
refused(fn() => clone $ring);

echo "- serialise and revive\n";
foreach ([$key, $ring, $context] as $object) {
    $class = get_class($object);
    $length = strlen($class);
    refused(fn() => serialize($object));
    refused(fn() => unserialize("O:$length:\"$class\":0:{}"));
    refused(fn() => unserialize("O:$length:\"$class\":1:{s:11:\"fingerprint\";s:1:\"x\";}"));
    refused(fn() => unserialize("C:$length:\"$class\":0:{}"));
    refused(fn() => (new ReflectionClass($object))->newInstanceWithoutConstructor());
    refused(fn() => $class::__set_state([]));
}
refused(fn() => new HashContext);
refused(fn() => (new ReflectionMethod(HashContext::class, '__construct'))->invoke($context));

echo "- construct twice\n";
refused(fn() => $key->__construct('another secret'));
refused(fn() => (new ReflectionMethod($key, '__construct'))->invoke($key, 'another secret'));
refused(fn() => $ring->__construct($same));
refused(fn() => $key->__construct(' '));

echo "- properties\n";
refused(function () use ($key) { $key->secret = 'x'; });
refused(function () use ($ring) { $ring->{'0'} = 'x'; });
refused(function () use ($context) { $context->key = 'x'; });
refused(function () use ($key) { $reference = &$key->secret; });
refused(function () use ($key) { $key['secret'] = 'x'; });
refused(function () use ($key) { unset($key->secret); return isset($key->secret, $key->fingerprint); });
refused(function () use ($key) { return @$key->secret; });

echo "- compare\n";
var_dump($key == $key, $key == $same, $key < $same, $key <=> $same, $same <=> $key);
var_dump($key == 'correct horse battery staple', $key == true, $key == null, $ring == new KeyRing($key));
var_dump(in_array($same, [$key]), array_search($same, [$ring, $key]));
$keys = [$same, $key];
sort($keys);
var_dump(count($keys), max($key, $same) instanceof SecretKey);

echo "- bind, weak references, other uses\n";
refused(fn() => Closure::bind(fn() => get_object_vars($this), $key, SecretKey::class)());
refused(fn() => Closure::bind(fn() => $this->userHash('u'), $key, null)() === $hash);
refused(fn() => (new ReflectionMethod($key, 'userHash'))->getClosure($key)('u') === $hash);
refused(fn() => (new ReflectionMethod($key, 'userHash'))->invoke($ring, 'u'));
$map = new WeakMap;
$map[$key] = 1;
$weak = WeakReference::create($same);
unset($same, $keys);
var_dump(count($map), $weak->get());
$storage = new SplObjectStorage;
$storage[$key] = $ring;
var_dump($storage[$key]->verify('u', $hash));
array_walk($GLOBALS['storage'], fn() => null);
var_dump((new ReflectionClass($key))->isFinal(), (new ReflectionClass($ring))->isFinal(), (new ReflectionClass($context))->isFinal());

// Keys in arrays that refer to themselves are collected.
for ($i = 0; $i < 100; $i++) {
    $cycle = [new SecretKey("k$i"), new KeyRing($key)];
    $cycle[] = &$cycle;
    unset($cycle);
}
var_dump(gc_collect_cycles() >= 300);

echo "- still itself\n";
var_dump($key->userHash('u') === $hash, $ring->verifiedBy('u', $hash));
?>
--EXPECTF--
- clone
Error: Trying to clone an uncloneable object of class Userhash\SecretKey
Error: Trying to clone an uncloneable object of class Userhash\KeyRing
- serialise and revive
Exception: Serialization of 'Userhash\SecretKey' is not allowed
Exception: Unserialization of 'Userhash\SecretKey' is not allowed
Exception: Unserialization of 'Userhash\SecretKey' is not allowed
Exception: Unserialization of 'Userhash\SecretKey' is not allowed
ReflectionException: Class Userhash\SecretKey is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to undefined method Userhash\SecretKey::__set_state()
Exception: Serialization of 'Userhash\KeyRing' is not allowed
Exception: Unserialization of 'Userhash\KeyRing' is not allowed
Exception: Unserialization of 'Userhash\KeyRing' is not allowed
Exception: Unserialization of 'Userhash\KeyRing' is not allowed
ReflectionException: Class Userhash\KeyRing is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to undefined method Userhash\KeyRing::__set_state()
Exception: Serialization of 'Userhash\HashContext' is not allowed
Exception: Unserialization of 'Userhash\HashContext' is not allowed
Exception: Unserialization of 'Userhash\HashContext' is not allowed
Exception: Unserialization of 'Userhash\HashContext' is not allowed
ReflectionException: Class Userhash\HashContext is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to undefined method Userhash\HashContext::__set_state()
Error: Call to private Userhash\HashContext::__construct() from global scope
accepted: NULL
- construct twice
Error: A Userhash\SecretKey can't be constructed twice
Error: A Userhash\SecretKey can't be constructed twice
Error: A Userhash\KeyRing can't be constructed twice
Error: A Userhash\SecretKey can't be constructed twice
- properties
Error: Cannot create dynamic property Userhash\SecretKey::$secret
Error: Cannot create dynamic property Userhash\KeyRing::$0
Error: Cannot create dynamic property Userhash\HashContext::$key
Error: Cannot create dynamic property Userhash\SecretKey::$secret
Error: Cannot use object of type Userhash\SecretKey as array
accepted: false
accepted: NULL
- compare
bool(true)
bool(false)
bool(false)
int(1)
int(1)
bool(false)
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
int(2)
bool(true)
- bind, weak references, other uses

Warning: Cannot bind closure to scope of internal class Userhash\SecretKey in %s on line %d
Error: Value of type null is not callable
accepted: true
accepted: true
ReflectionException: Given object is not an instance of the class this method was declared in
int(1)
NULL
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
- still itself
bool(true)
int(0)
