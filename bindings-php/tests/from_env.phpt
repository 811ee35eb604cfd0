--TEST--
fromEnv reads the environment of the process, one final line break aside
--EXTENSIONS--
userhash
--ENV--
USERHASH_TEST_STARTED=from the start
NEXT_PUBLIC_USERHASH=secret
--FILE--
<?php
require __DIR__ . '/refused.inc';
use Userhash\SecretKey;

$same = fn(string $name, string $secret) =>
    SecretKey::fromEnv($name)->fingerprint() === (new SecretKey($secret))->fingerprint();
var_dump($same('USERHASH_TEST_STARTED', 'from the start'));
putenv("USERHASH_TEST=put here\n");
var_dump($same('USERHASH_TEST', 'put here'));
putenv("USERHASH_TEST=two\n\n");
refused(fn() => SecretKey::fromEnv('USERHASH_TEST'));
putenv('USERHASH_TEST=');
refused(fn() => SecretKey::fromEnv('USERHASH_TEST'));
putenv('USERHASH_TEST');
refused(fn() => SecretKey::fromEnv('USERHASH_TEST'));

// What a web server passes with the request is not the environment.
$_SERVER['USERHASH_TEST'] = $_ENV['USERHASH_TEST'] = 'from the request';
refused(fn() => SecretKey::fromEnv('USERHASH_TEST'));

refused(fn() => SecretKey::fromEnv('NEXT_PUBLIC_USERHASH'));
refused(fn() => SecretKey::fromEnv('VITE_NOT_SET'));
foreach (['', 'A=B', "A\0B", str_repeat('A', 100000)] as $name) {
    refused(fn() => SecretKey::fromEnv($name));
}
?>
--EXPECT--
bool(true)
bool(true)
padded_secret 3
empty_secret 2
missing_secret 7
missing_secret 7
public_secret 5
public_secret 5
missing_secret 7
missing_secret 7
missing_secret 7
missing_secret 7
