--TEST--
Nothing is converted: other types than string, and int for a user, are TypeErrors without strict_types
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/refused.inc';
use Userhash\{KeyRing, SecretKey};

$text = new class { public function __toString() { return 'text'; } };
$values = [null, true, false, 1.0, NAN, [], ['a'], new stdClass, $text, STDIN, strlen(...)];
$key = new SecretKey('correct horse battery staple');
$ring = new KeyRing($key);
$calls = [
    'SecretKey' => fn($value) => new SecretKey($value),
    'fromEnv' => fn($value) => SecretKey::fromEnv($value),
    'fromFile' => fn($value) => SecretKey::fromFile($value),
    'fromHex' => fn($value) => SecretKey::fromHex($value),
    'fromBase64' => fn($value) => SecretKey::fromBase64($value),
    'userHash' => fn($value) => $key->userHash($value),
    'verify' => fn($value) => $key->verify($value, 'x'),
    'ring userHash' => fn($value) => $ring->userHash($value),
    'ring verify' => fn($value) => $ring->verify($value, 'x'),
    'ring verifiedBy' => fn($value) => $ring->verifiedBy($value, 'x'),
    'KeyRing' => fn($value) => new KeyRing($value),
    'previous' => fn($value) => new KeyRing($key, $key, $value),
];
foreach ($calls as $name => $call) {
    foreach ($values as $value) {
        try {
            $call($value);
            echo $name, ' accepts ', get_debug_type($value), "\n";
        } catch (TypeError) {
        }
    }
}
foreach ([fn() => new SecretKey(7), fn() => SecretKey::fromHex(7), fn() => SecretKey::fromEnv(7),
    fn() => new SecretKey(null), fn() => $key->userHash(true), fn() => $key->userHash(new stdClass),
    fn() => new KeyRing($key, 'k'), fn() => new KeyRing($ring), fn() => new KeyRing,
    fn() => new KeyRing($key, old: $key), fn() => new SecretKey, fn() => $key->verify('u'),
    fn() => $key->userHash('u', 'v'), fn() => new SecretKey('a', 'b'), fn() => $key->fingerprint(1),
    fn() => $ring->verifiedBy(), fn() => $ring->verify('u')] as $call) {
    refused($call);
}
?>
--EXPECTF--
TypeError: Userhash\SecretKey::__construct(): Argument #1 ($secret) must be of type string, int given
TypeError: Userhash\SecretKey::fromHex(): Argument #1 ($hex) must be of type string, int given
TypeError: Userhash\SecretKey::fromEnv(): Argument #1 ($name) must be of type string, int given
TypeError: Userhash\SecretKey::__construct(): Argument #1 ($secret) must be of type string, null given
TypeError: Userhash\SecretKey::userHash(): Argument #1 ($user) must be of type string|int, %s given
TypeError: Userhash\SecretKey::userHash(): Argument #1 ($user) must be of type string|int, stdClass given
TypeError: Userhash\KeyRing::__construct(): Argument #2 must be of type Userhash\SecretKey, string given
TypeError: Userhash\KeyRing::__construct(): Argument #1 ($current) must be of type Userhash\SecretKey, Userhash\KeyRing given
ArgumentCountError: Userhash\KeyRing::__construct() expects at least 1 argument, 0 given
ArgumentCountError: Userhash\KeyRing::__construct() does not accept unknown named parameters
ArgumentCountError: Userhash\SecretKey::__construct() expects exactly 1 argument, 0 given
ArgumentCountError: Userhash\SecretKey::verify() expects exactly 2 arguments, 1 given
ArgumentCountError: Userhash\SecretKey::userHash() expects exactly 1 argument, 2 given
ArgumentCountError: Userhash\SecretKey::__construct() expects exactly 1 argument, 2 given
ArgumentCountError: Userhash\SecretKey::fingerprint() expects exactly 0 arguments, 1 given
ArgumentCountError: Userhash\KeyRing::verifiedBy() expects exactly 2 arguments, 0 given
ArgumentCountError: Userhash\KeyRing::verify() expects exactly 2 arguments, 1 given
