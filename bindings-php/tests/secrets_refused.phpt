--TEST--
Secret keys that can only be a mistake are refused, with the code of the error
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/refused.inc';
use Userhash\SecretKey;

foreach (['', " \t\n", 'secret ', "secret\n", ' secret', 'YOUR_SECRET_KEY', 'changeme', '<your key>'] as $secret) {
    refused(fn() => new SecretKey($secret));
}
echo "hexadecimal and base64\n";
foreach (['', 'abc', 'xx', '00 11', "00\n"] as $text) {
    refused(fn() => SecretKey::fromHex($text));
}
foreach (['', 'a', 'YQ', 'YQ=', "YQ==\n", '-_-_', "\xff\xff\xff\xff"] as $text) {
    refused(fn() => SecretKey::fromBase64($text));
}
var_dump(SecretKey::fromHex('006B6579ff')->userHash('u') === hash_hmac('sha256', 'u', "\0key\xff"));
var_dump(SecretKey::fromBase64('AGtlef8=')->userHash('u') === hash_hmac('sha256', 'u', "\0key\xff"));
echo "users\n";
$key = new SecretKey('correct horse battery staple');
$ring = new Userhash\KeyRing($key);
refused(fn() => $key->userHash(''));
refused(fn() => $key->verify('', str_repeat('0', 64)));
refused(fn() => $key->verify('', null));
refused(fn() => $ring->userHash(''));
refused(fn() => $ring->verify('', []));
refused(fn() => $ring->verifiedBy('', ''));
?>
--EXPECT--
empty_secret 2
empty_secret 2
padded_secret 3
padded_secret 3
padded_secret 3
placeholder_secret 4
placeholder_secret 4
placeholder_secret 4
hexadecimal and base64
empty_secret 2
malformed_secret 6
malformed_secret 6
malformed_secret 6
malformed_secret 6
empty_secret 2
malformed_secret 6
malformed_secret 6
malformed_secret 6
malformed_secret 6
malformed_secret 6
malformed_secret 6
bool(true)
bool(true)
users
empty_user 8
empty_user 8
empty_user 8
empty_user 8
empty_user 8
empty_user 8
