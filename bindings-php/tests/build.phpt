--TEST--
What was built: the version, nothing exported but the module, arginfo as the stub has it
--EXTENSIONS--
userhash
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') die('skip other programs are run here');
if (!shell_exec('command -v nm')) die('skip nm (binutils) is missing');
if (PHP_VERSION_ID < 80300 && !is_dir(getenv('PHP_PARSER') ?: '/usr/share/php/PhpParser')) die('skip the parser of gen_stub.php is missing (php-parser)');
?>
--FILE--
<?php
$header = file_get_contents(__DIR__ . '/../../include/userhash.h');
preg_match('/define USERHASH_VERSION "(.*)"/', $header, $version);
var_dump(Userhash\VERSION === $version[1], phpversion('userhash') === $version[1]);

require __DIR__ . '/extension_file.inc';
$library = extension_file();
echo preg_replace('/^\S+ /m', '', shell_exec('nm -D --defined-only ' . escapeshellarg($library)));
// glibc and the unwinder; in particular no Rust library, and nothing of the machine it was built on.
echo preg_match('/R(UN)?PATH/', shell_exec('readelf -d ' . escapeshellarg($library))) ? "a path\n" : "no path\n";

// Generators of other versions write other code; there the header's hash of the stub has to do.
$generates = PHP_VERSION_ID >= 80200 && PHP_VERSION_ID < 80300;
$folder = sys_get_temp_dir() . '/userhash-arginfo-' . getmypid();
mkdir($folder);
if ($generates) {
    passthru(escapeshellarg(__DIR__ . '/../generate-arginfo') . ' ' . escapeshellarg($folder));
}
foreach (['userhash', 'visitor'] as $name) {
    $committed = file_get_contents(__DIR__ . "/../{$name}_arginfo.h");
    var_dump($generates ? file_get_contents("$folder/{$name}_arginfo.h") === $committed
        : str_contains($committed, 'Stub hash: ' . sha1_file(__DIR__ . "/../$name.stub.php")));
}
array_map('unlink', glob("$folder/*"));
rmdir($folder);

// Every function, class and method is documented in the stubs.
$stub = file_get_contents(__DIR__ . '/../userhash.stub.php') . file_get_contents(__DIR__ . '/../visitor.stub.php');
var_dump(preg_match_all('/(\*\/\n[^\n]*\b(?:function \w+\(|class \w))/', $stub)
    === preg_match_all('/^ +(?:[a-z ]*function \w+\(|(?:final )?class \w)/m', $stub));

// The function that panics is in the tests' own build alone.
var_dump(function_exists('Userhash\test_panic'));
$extension = new ReflectionExtension('userhash');
var_dump(array_keys($extension->getClasses()), array_keys($extension->getFunctions()));
?>
--EXPECT--
bool(true)
bool(true)
T get_module
no path
bool(true)
bool(true)
bool(true)
bool(false)
array(5) {
  [0]=>
  string(18) "Userhash\Exception"
  [1]=>
  string(18) "Userhash\SecretKey"
  [2]=>
  string(16) "Userhash\KeyRing"
  [3]=>
  string(16) "Userhash\Visitor"
  [4]=>
  string(20) "Userhash\HashContext"
}
array(16) {
  [0]=>
  string(18) "Userhash\hash_hmac"
  [1]=>
  string(23) "Userhash\hash_hmac_file"
  [2]=>
  string(24) "Userhash\hash_hmac_algos"
  [3]=>
  string(18) "Userhash\hash_init"
  [4]=>
  string(20) "Userhash\hash_update"
  [5]=>
  string(27) "Userhash\hash_update_stream"
  [6]=>
  string(25) "Userhash\hash_update_file"
  [7]=>
  string(19) "Userhash\hash_final"
  [8]=>
  string(18) "Userhash\hash_copy"
  [9]=>
  string(20) "Userhash\hash_equals"
  [10]=>
  string(19) "Userhash\logoutCall"
  [11]=>
  string(24) "Userhash\logoutScriptTag"
  [12]=>
  string(22) "Userhash\logoutCspHash"
  [13]=>
  string(22) "Userhash\logoutDataTag"
  [14]=>
  string(15) "Userhash\loader"
  [15]=>
  string(16) "Userhash\headers"
}
