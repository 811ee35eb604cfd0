--TEST--
fromFile reads a file, one final line break aside, and respects the working directory and open_basedir
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/refused.inc';
use Userhash\SecretKey;

$folder = sys_get_temp_dir() . '/userhash-test-' . getmypid();
mkdir($folder);
mkdir("$folder/inside");
$file = "$folder/secret";
foreach (["a secret", "a secret\n", "a secret\r\n"] as $contents) {
    file_put_contents($file, $contents);
    var_dump(SecretKey::fromFile($file)->fingerprint() === (new SecretKey('a secret'))->fingerprint());
}
chdir("$folder/inside");
var_dump(SecretKey::fromFile('../secret')->fingerprint() === SecretKey::fromFile($file)->fingerprint());

foreach (["a secret\n\n", '', "\n", str_repeat('x', 65537), 'changeme'] as $contents) {
    file_put_contents($file, $contents);
    refused(fn() => SecretKey::fromFile($file));
}
file_put_contents($file, str_repeat('x', 65536));
var_dump(SecretKey::fromFile($file)->fingerprint());

foreach (['', $folder, "$file\0", "$file.not-there", "file://$file", 'data:,secret', str_repeat('x', 100000)] as $path) {
    refused(fn() => SecretKey::fromFile($path));
}

ini_set('open_basedir', "$folder/inside");
refused(fn() => SecretKey::fromFile($file));
refused(fn() => SecretKey::fromFile('../secret'));
set_error_handler(fn($level, $message) => throw new ErrorException('stopped'));
try {
    SecretKey::fromFile($file);
} catch (Userhash\Exception $error) {
    echo $error->getErrorCode(), ' after ', get_class($error->getPrevious()), "\n";
}
?>
--CLEAN--
<?php
foreach (glob(sys_get_temp_dir() . '/userhash-test-*') as $folder) {
    unlink("$folder/secret");
    rmdir("$folder/inside");
    rmdir($folder);
}
?>
--EXPECTF--
bool(true)
bool(true)
bool(true)
bool(true)
padded_secret 3
empty_secret 2
empty_secret 2
malformed_secret 6
placeholder_secret 4
string(8) "%x"
missing_secret 7
missing_secret 7
missing_secret 7
missing_secret 7
missing_secret 7
missing_secret 7
missing_secret 7

Warning: Userhash\SecretKey::fromFile(): open_basedir restriction in effect. File(%s) is not within the allowed path(s): (%s) in %s on line %d
missing_secret 7

Warning: Userhash\SecretKey::fromFile(): open_basedir restriction in effect. File(%s) is not within the allowed path(s): (%s) in %s on line %d
missing_secret 7
missing_secret after ErrorException
