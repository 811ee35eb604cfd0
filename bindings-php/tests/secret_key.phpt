--TEST--
SecretKey makes and checks user hashes, the same as HMAC-SHA256
--EXTENSIONS--
userhash
--FILE--
<?php
use Userhash\SecretKey;

// RFC 4231, test case 2.
$key = new SecretKey('Jefe');
var_dump($key->userHash('what do ya want for nothing?'));

$secret = 'correct horse battery staple';
$key = new SecretKey($secret);
$users = ['customer@example.com', 'a', "a\0b", "\0", 'é', "e\u{301}", "\xff\xfe", str_repeat('x', 10000), ' padded '];
foreach ([0, 7, -7, 42, PHP_INT_MAX, PHP_INT_MIN] as $id) {
    $users[] = $id;
}
foreach ($users as $user) {
    $expected = hash_hmac('sha256', (string) $user, $secret);
    if ($key->userHash($user) !== $expected || $key->verify($user, $expected) !== true) {
        echo 'wrong for ', var_export($user, true), "\n";
    }
    if ($key->verify('somebody@example.com', $expected) !== false) {
        echo "matches somebody else\n";
    }
}
var_dump(count($users), count(array_unique(array_map($key->userHash(...), $users))));

// An integer is its decimal text, and a secret key may be any bytes.
var_dump($key->userHash(42) === $key->userHash('42'));
foreach (["\0", "k\0ey", "\x80\xff", str_repeat("\x01", 64), str_repeat('long', 1000)] as $secret) {
    if ((new SecretKey($secret))->userHash('u') !== hash_hmac('sha256', 'u', $secret)) {
        echo 'wrong with ', bin2hex($secret), "\n";
    }
}

// Named arguments work as in any PHP function.
var_dump((new SecretKey(secret: 'k1'))->verify(userHash: hash_hmac('sha256', 'u', 'k1'), user: 'u'));

var_dump($key->fingerprint(), $key->fingerprint() === substr(hash_hmac('sha256', 'userhash fingerprint v1', 'correct horse battery staple'), 0, 8));
?>
--EXPECT--
string(64) "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
int(15)
int(15)
bool(true)
bool(true)
string(8) "1e04eea9"
bool(true)
