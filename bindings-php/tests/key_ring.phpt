--TEST--
KeyRing makes hashes with the current key, checks with all, and says which matched
--EXTENSIONS--
userhash
--FILE--
<?php
use Userhash\{KeyRing, SecretKey};

$keys = array_map(fn($n) => new SecretKey("secret number $n"), range(0, 9));
$hashes = array_map(fn($key) => $key->userHash('u'), $keys);
$ring = new KeyRing(...$keys);
unset($keys);   // the ring holds copies

var_dump($ring->userHash('u') === $hashes[0]);
foreach ($hashes as $index => $hash) {
    if ($ring->verifiedBy('u', $hash) !== $index || !$ring->verify('u', $hash)) {
        echo "wrong for key $index\n";
    }
}
var_dump($ring->verifiedBy('v', $hashes[0]), $ring->verify('v', $hashes[0]));

// With the same key twice, the first one counts.
$key = new SecretKey('twice');
var_dump((new KeyRing($key, $key))->verifiedBy(7, $key->userHash('7')));
var_dump((new KeyRing($key))->verifiedBy('u', $hashes[0]));

// Many keys, and keys in an array with gaps.
$many = array_map(fn($n) => new SecretKey("k$n"), range(1, 1000));
var_dump((new KeyRing(...$many))->verifiedBy('u', $many[999]->userHash('u')));
unset($many[0], $many[5]);
var_dump((new KeyRing(...$many))->verifiedBy('u', $many[6]->userHash('u')));
?>
--EXPECT--
bool(true)
NULL
bool(false)
int(0)
NULL
int(999)
int(4)
