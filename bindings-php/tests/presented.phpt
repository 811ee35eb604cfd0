--TEST--
Whatever a visitor presents is false unless it is the hash, and never an error
--EXTENSIONS--
userhash
--FILE--
<?php
use Userhash\{KeyRing, SecretKey};

set_error_handler(function (int $level, string $message) {
    echo "a warning: $message\n";
});
final class Visitor {
    public static bool $asked = false;
    public function __construct(private string $hash) {}
    public function __toString(): string { self::$asked = true; return $this->hash; }
    public function __invoke() { return $this->hash; }
}

$key = new SecretKey('correct horse battery staple');
$ring = new KeyRing(new SecretKey('another secret'), $key);
$user = 'customer@example.com';
$hash = $key->userHash($user);
$presented = [
    null, true, false, 0, 1, -1, 1.5, NAN, INF, '', '0', ' ', [], [$hash], ['user_hash' => $hash],
    new stdClass, new Visitor($hash), fn() => $hash, STDIN, fopen('php://memory', 'r'),
    strtoupper($hash), substr($hash, 0, -1) . strtoupper('a'), "$hash\n", " $hash", "$hash\0", "\0$hash", substr($hash, 1),
    substr($hash, 0, 63), $hash . '0', $hash . $hash, hex2bin($hash), base64_encode(hex2bin($hash)),
    "0x$hash", '0e' . str_repeat('1', 62), '0e0', str_repeat('0', 64), str_repeat('é', 32),
    str_repeat("\0", 64), str_repeat("\xff", 64), str_repeat('a', 1 << 20), substr($hash, 0, 32),
];
foreach (range(0, 31) as $length) {
    $presented[] = substr($hash, 0, 2 * $length);
}
// Every single bit flipped, in the bytes and in their hexadecimal text.
foreach (range(0, 255) as $bit) {
    $bytes = hex2bin($hash);
    $bytes[$bit >> 3] = chr(ord($bytes[$bit >> 3]) ^ (1 << ($bit & 7)));
    $presented[] = bin2hex($bytes);
}
foreach (range(0, 511) as $bit) {
    $text = $hash;
    $text[$bit >> 3] = chr(ord($text[$bit >> 3]) ^ (1 << ($bit & 7)));
    $presented[] = $text;
}
foreach ($presented as $each) {
    foreach ([$user, 42] as $who) {
        $answers = [$key->verify($who, $each), $ring->verify($who, $each), $ring->verifiedBy($who, $each)];
        if ($answers !== [false, false, null]) {
            echo 'not refused: ', substr(print_r($each, true), 0, 80), "\n";
        }
    }
}
var_dump(count($presented) > 800, Visitor::$asked);

// A reference, as a request's array may hold one, is what it refers to.
$reference = &$hash;
$request = ['user_hash' => &$reference];
var_dump($key->verify($user, $request['user_hash']), $ring->verifiedBy(...[$user, &$reference]));
var_dump($key->verify($user, $_GET['user_hash'] ?? null));
?>
--EXPECT--
bool(true)
bool(false)
bool(true)
int(1)
bool(false)
