--TEST--
Freed keys, rings and contexts leave nothing of a secret key in the memory of the process
--EXTENSIONS--
userhash
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') die('skip valgrind keeps copies');
if (!is_readable('/proc/self/mem')) die('skip memory is read from /proc');
?>
--FILE--
<?php
require __DIR__ . '/memory_search.inc';
require __DIR__ . '/extension_file.inc';

// The search's own SHA-256 is right.
$block = str_pad("abc\x80", 63, "\0") . "\x18";
var_dump(implode(array_map(fn($word) => pack('N', $word), unpack('L8', state_after($block)))) === hash('sha256', 'abc', true));

// White space at an end would be refused.
$secret = 'k' . random_bytes(46) . 'k';
$file = tempnam(sys_get_temp_dir(), 'userhash');
file_put_contents($file, $secret);
// Nothing but the extension ever has the secret: it reads the file.
$script = <<<'SCRIPT'
    $tell = function ($what) { echo "$what\n"; fgets(STDIN); };
    $key = Userhash\SecretKey::fromFile($argv[1]);
    $ring = new Userhash\KeyRing(new Userhash\SecretKey('current'), $key);
    $tell('loaded');
    $hash = $key->userHash('customer@example.com');
    $ring->verify('customer@example.com', $hash) || exit(1);
    $ring->verify('customer@example.com', 'x') && exit(1);
    ob_start(); var_dump($key, $ring); ob_end_clean();
    $tell('used');
    unset($key);
    $tell('the ring is left');
    unset($ring);
    $tell('freed');
    $keys = [];
    for ($i = 0; $i < 100; $i++) { $keys[] = Userhash\SecretKey::fromFile($argv[1]); }
    unset($keys);
    $tell('a hundred freed');
    // From here on PHP has the key as well, in a string of its own; what is made of it must not stay.
    Userhash\hash_hmac('sha256', 'data', file_get_contents($argv[1]));
    Userhash\hash_hmac_file('sha256', 'data:,message', file_get_contents($argv[1]));
    $tell('functions called');
    $context = Userhash\hash_init('sha256', HASH_HMAC, file_get_contents($argv[1]));
    Userhash\hash_update($context, 'data');
    $copy = Userhash\hash_copy($context);
    $tell('contexts');
    Userhash\hash_final($context);
    unset($copy);
    $tell('finalised and freed');
    SCRIPT;
$process = proc_open([PHP_BINARY, '-n', '-d', 'extension=' . extension_file(), '-r', $script, '--', $file],
    [['pipe', 'r'], ['pipe', 'w']], $pipes);
$id = proc_get_status($process)['pid'];
$needles = states($secret) + ['secret' => substr($secret, 0, 32)];
while (($stage = fgets($pipes[1])) !== false) {
    echo trim($stage), ':';
    if ($stage === "functions called\n") {
        unset($needles['secret']);
    }
    foreach ($needles as $name => $needle) {
        echo " $name ", hits($id, $needle) > 0 ? 'found' : 'not there';
    }
    echo "\n";
    fwrite($pipes[0], "\n");
}
var_dump(proc_close($process));
unlink($file);
?>
--EXPECT--
bool(true)
loaded: inner found outer found secret not there
used: inner found outer found secret not there
the ring is left: inner found outer found secret not there
freed: inner not there outer not there secret not there
a hundred freed: inner not there outer not there secret not there
functions called: inner not there outer not there
contexts: inner found outer found
finalised and freed: inner not there outer not there
int(0)
