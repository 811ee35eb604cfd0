--TEST--
Userhash\Exception has the code and the number of the library's table, and says what to do
--EXTENSIONS--
userhash
--FILE--
<?php
use Userhash\{Exception, SecretKey};

try {
    new SecretKey('');
} catch (Exception $error) {
    var_dump($error instanceof RuntimeException, $error->getCode(), $error->getErrorCode());
    echo $error->getMessage(), "\n";
}

// The numbers and codes are the same in every language and never change.
foreach (range(-1, 19) as $number) {
    echo $number, ' ', (new Exception('', $number))->getErrorCode(), "\n";
}
var_dump((new Exception)->getErrorCode(), (new Exception('', PHP_INT_MAX))->getErrorCode());
var_dump((new Exception('', (1 << 32) + 2))->getErrorCode());

class Odd extends Exception {
    public function __construct(mixed $code) { $this->code = $code; }
    public function byReference(mixed &$code): static { $this->code = &$code; return $this; }
}
foreach (['2', null, [], 2.0, new stdClass] as $code) {
    echo (new Odd($code))->getErrorCode(), "\n";
}
$two = 2;
echo (new Odd(0))->byReference($two)->getErrorCode(), "\n";
echo unserialize(serialize(new Exception('m', 8)))->getErrorCode(), "\n";
?>
--EXPECT--
bool(true)
int(2)
string(12) "empty_secret"
the secret key is empty: set it to the secret that your widget's vendor shows
-1 unknown
0 unknown
1 mismatch
2 empty_secret
3 padded_secret
4 placeholder_secret
5 public_secret
6 malformed_secret
7 missing_secret
8 empty_user
9 missing_user
10 malformed_hash
11 malformed_text
12 malformed_details
13 malformed_nonce
14 null_pointer
15 buffer_too_small
16 too_long
17 panic
18 unknown
19 unknown
string(7) "unknown"
string(7) "unknown"
string(7) "unknown"
unknown
unknown
unknown
unknown
unknown
empty_secret
empty_user
