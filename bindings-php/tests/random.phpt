--TEST--
100,000 random inputs: no difference from PHP's own HMAC
--EXTENSIONS--
userhash
--SKIPIF--
<?php if (getenv('USE_ZEND_ALLOC') === '0') die('skip too slow under valgrind'); ?>
--FILE--
<?php
use Userhash\SecretKey;

$seed = random_int(0, PHP_INT_MAX);
mt_srand($seed);
// Mostly short, sometimes around the sizes at which the computation takes another block or path.
function bytes(int $least): string {
    $length = match (mt_rand(0, 9)) {
        0 => mt_rand(0, 3000),
        1, 2, 3 => [54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129][mt_rand(0, 11)],
        default => mt_rand(0, 70),
    };
    $bytes = '';
    for ($i = max($least, $length); $i > 0; $i -= 4) {
        $bytes .= pack('V', mt_rand());
    }
    return substr($bytes, 0, max($least, $length));
}
$compared = $different = $keys = 0;
for ($i = 0; $i < 100000; $i++) {
    $key = bytes(0);
    $data = bytes(0);
    $expected = hash_hmac('sha256', $data, $key);
    $ours = [Userhash\hash_hmac('sha256', $data, $key)];
    if ($i % 4 === 0) {
        $ours[] = bin2hex(Userhash\hash_hmac('sha256', $data, $key, true));
    }
    if ($i % 4 === 1 && $key !== '') {
        $context = Userhash\hash_init('sha256', HASH_HMAC, $key);
        for ($at = 0; $at < strlen($data); $at += $step) {
            $step = mt_rand(1, 200);
            Userhash\hash_update($context, substr($data, $at, $step));
        }
        $ours[] = Userhash\hash_final($context);
    }
    if ($i % 4 >= 2 && $key !== '' && $data !== '') {
        $secret = SecretKey::fromHex(bin2hex($key));
        $ours[] = $secret->userHash($data);
        $ours[] = $secret->verify($data, $expected) ? $expected : 'not verified';
        $keys++;
    }
    foreach ($ours as $each) {
        $compared++;
        if ($each !== $expected) {
            $different++;
            echo "seed $seed, input $i\n";
        }
    }
}
var_dump($compared > 200000, $keys > 40000, $different);
?>
--EXPECT--
bool(true)
bool(true)
int(0)
