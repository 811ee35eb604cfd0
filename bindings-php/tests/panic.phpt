--TEST--
A panic inside the library becomes a Userhash\Exception, and life goes on
--EXTENSIONS--
userhash
--SKIPIF--
<?php if (!function_exists('Userhash\test_panic')) die('skip only a build with --enable-userhash-forced-panic can panic'); ?>
--FILE--
<?php
// Rust reports every panic there.
fclose(STDERR);
for ($i = 0; $i < 1000; $i++) {
    try {
        Userhash\test_panic();
        echo "no panic\n";
    } catch (Userhash\Exception $error) {
    }
}
var_dump($error->getErrorCode(), $error->getCode(), $error->getMessage());
$key = new Userhash\SecretKey('correct horse battery staple');
var_dump($key->verify('u', hash_hmac('sha256', 'u', 'correct horse battery staple')));
?>
--EXPECTF--
string(5) "panic"
int(17)
string(%d) "userhash stopped at a bug of its own: please report it"
bool(true)
