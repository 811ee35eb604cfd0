--TEST--
Inside php-fpm with opcache, asked by cgi-fcgi and through nginx
--EXTENSIONS--
userhash
--SKIPIF--
<?php require __DIR__ . '/fpm_skip.inc'; ?>
--FILE--
<?php
require __DIR__ . '/fpm.inc';

const SECRET = 'canary c0ffee from the pool';
$server = new Server(['USERHASH_TEST_SECRET' => SECRET]);
$server->page('hash.php', <<<'PAGE'
    <?php
    $key = Userhash\SecretKey::fromEnv('USERHASH_TEST_SECRET');
    echo $key->userHash('customer@example.com'), "\n";
    echo 'cached: ', opcache_is_script_cached(__FILE__) ? 'yes' : 'no', ' ', PHP_SAPI, "\n";
    PAGE);
$server->page('check.php', <<<'PAGE'
    <?php
    $key = Userhash\SecretKey::fromEnv('USERHASH_TEST_SECRET');
    $ring = new Userhash\KeyRing(new Userhash\SecretKey('the next one'), $key);
    echo json_encode([$key->verify('customer@example.com', $_GET['user_hash'] ?? null),
        $ring->verifiedBy('customer@example.com', $_GET['user_hash'] ?? null)]), "\n";
    PAGE);
$server->page('request.php', <<<'PAGE'
    <?php
    // A visitor has a say in what a web server passes on: it is not where a secret key comes from.
    echo getenv('HTTP_SECRET'), "\n";
    try {
        Userhash\SecretKey::fromEnv('HTTP_SECRET');
    } catch (Userhash\Exception $error) {
        echo $error->getErrorCode(), "\n";
    }
    putenv('HTTP_SECRET=from putenv');
    echo Userhash\SecretKey::fromEnv('HTTP_SECRET')->fingerprint()
        === (new Userhash\SecretKey('from putenv'))->fingerprint() ? "same\n" : "other\n";
    PAGE);
$server->page('uncaught.php', <<<'PAGE'
    <?php
    $key = Userhash\SecretKey::fromEnv('USERHASH_TEST_SECRET');
    (function (Userhash\SecretKey $key) { $key->userHash(''); })($key);
    PAGE);

$hash = hash_hmac('sha256', 'customer@example.com', SECRET);
$body = fn(string $answer) => explode("\n\n", $answer, 2)[1];

$server->fastcgi('hash.php');
[$line, $state] = explode("\n", $body($server->fastcgi('hash.php')));
var_dump($line === $hash, $state);
echo $body($server->fastcgi('check.php', "user_hash=$hash"));
foreach (['', 'user_hash', "user_hash[]=$hash", "user_hash[a][b]=$hash", 'user_hash=0', 'user_hash=%00',
    'user_hash=' . strtoupper($hash), 'user_hash=%ff%fe', "user_hash=$hash%0a"] as $query) {
    if ($body($server->fastcgi('check.php', $query)) !== "[false,null]\n") {
        echo "not refused: $query\n";
    }
}
echo $body($server->fastcgi('request.php', '', ['HTTP_SECRET' => 'from the request']));
echo $body($server->fastcgi('request.php', '', ['HTTP_SECRET' => 'once more']));

$server->nginx();
$answer = $server->http('/hash.php');
echo strtok($answer, "\n"), "\n";
var_dump(str_starts_with($body($answer), $hash));
$right = 0;
for ($i = 0; $i < 200; $i++) {
    $right += $body($server->http("/check.php?user_hash=$hash")) === "[true,1]\n";
}
var_dump($right);

echo strtok($server->http('/uncaught.php'), "\n"), "\n";
var_dump(str_contains($server->log(), 'Uncaught Userhash\Exception'), str_contains($server->log(), 'canary'));
?>
--EXPECTF--
bool(true)
string(20) "cached: yes fpm-fcgi"
[true,1]
from the request
missing_secret
same
once more
missing_secret
same
HTTP/1.1 200 OK
bool(true)
int(200)
HTTP/1.1 500 Internal Server Error
bool(true)
bool(false)
