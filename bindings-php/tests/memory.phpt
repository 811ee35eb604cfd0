--TEST--
Memory does not grow: under 64 KiB over 1,000,000 calls and over 100,000 failing ones
--EXTENSIONS--
userhash
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') die('skip valgrind watches memory itself');
if (!is_readable('/proc/self/statm')) die('skip the size is read from /proc');
?>
--FILE--
<?php
use Userhash\{KeyRing, SecretKey};

/** The resident size in KiB, without pages of files, which come and go with what else the machine does. */
function resident(): int {
    [, $resident, $of_files] = explode(' ', file_get_contents('/proc/self/statm'));
    return 4 * ($resident - $of_files);
}
function grown(string $what, int $times, callable $call): void {
    $run = function (int $times) use ($call) {
        for ($i = 0; $i < $times; $i++) {
            $call($i);
        }
    };
    $run(2000);
    gc_collect_cycles();
    $before = resident();
    $run($times);
    $grown = resident() - $before;
    echo $what, $grown < 64 ? ": fine\n" : ": grew by $grown KiB\n";
}
$key = new SecretKey('correct horse battery staple');
$ring = new KeyRing(new SecretKey('another secret'), $key);
$hash = $key->userHash('customer@example.com');
grown('user hashes', 1000000, fn($i) => $key->userHash($i));
grown('checks', 1000000, fn() => $ring->verifiedBy('customer@example.com', $hash));
grown('new keys', 100000, fn($i) => new KeyRing(new SecretKey("k$i"), $key));
grown('one-shot', 1000000, fn($i) => Userhash\hash_hmac('sha256', "u$i", 'key'));
grown('contexts', 100000, function ($i) {
    $context = Userhash\hash_init('sha256', HASH_HMAC, "k$i");
    Userhash\hash_update($context, 'data');
    return Userhash\hash_final(clone $context, true);
});
grown('visitors', 100000, fn($i) => $key->visitor(['email' => "u$i", 'name' => '<é>'])->scriptTag('abc'));
grown('dumps', 100000, fn() => print_r($ring, true));

$failing = [
    fn() => new SecretKey(''), fn() => new SecretKey(1), fn() => SecretKey::fromHex('x'),
    fn() => SecretKey::fromBase64('x'), fn() => SecretKey::fromEnv('USERHASH_NOT_SET'),
    fn() => SecretKey::fromFile('/not/there'), fn() => $key->userHash(''), fn() => $key->userHash(1.5),
    fn() => $key->verify('', $hash), fn() => $ring->verify(null, $hash), fn() => new KeyRing($key, null),
    fn() => new KeyRing($key, name: $key), fn() => clone $key, fn() => serialize($ring), fn() => json_encode($key),
    fn() => Userhash\hash_hmac('md5', 'a', 'b'), fn() => Userhash\hash_equals(null, 'a'),
    fn() => Userhash\hash_init('sha256', HASH_HMAC, ''), fn() => $key->__construct('again'),
    fn() => $key->visitor([]), fn() => $key->visitor(['email' => NAN]), fn() => $key->visitor(['email' => "\xff"]),
    fn() => $key->visitor(null), fn() => $key->visitor(['email' => 'a'])->scriptTag(' '),
    fn() => Userhash\Visitor::withHash('a', []), fn() => Userhash\Visitor::withHash(str_repeat('a', 64), ['list']),
    fn() => unserialize('O:18:"Userhash\SecretKey":0:{}'),
];
grown('failing calls', 100000, function ($i) use ($failing) {
    try {
        $failing[$i % count($failing)]();
        echo 'accepted: ', $i % count($failing), "\n";
    } catch (Throwable) {
    }
});
?>
--EXPECT--
user hashes: fine
checks: fine
new keys: fine
one-shot: fine
contexts: fine
visitors: fine
dumps: fine
failing calls: fine
