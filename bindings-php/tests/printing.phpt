--TEST--
Whatever prints, casts or encodes a key shows its fingerprint at most
--EXTENSIONS--
userhash
--FILE--
<?php
use Userhash\{KeyRing, SecretKey};

const CANARY = 'canary-c0ffee-secret';
$key = new SecretKey(CANARY);
$ring = new KeyRing($key, new SecretKey(CANARY . '2'));

ob_start(function (string $output) {
    // The secret as text, hexadecimal or base64, and any byte that isn't text.
    foreach ([CANARY, bin2hex(CANARY), rtrim(base64_encode(CANARY), '=')] as $leak) {
        if (stripos($output, $leak) !== false) {
            return "LEAK\n";
        }
    }
    return preg_match('/[^\x20-\x7e\n]/', $output) ? "BYTES\n" : $output;
});
var_dump($key, $ring);
print_r($key);
print_r($ring);
echo "\n";
var_export($key);
var_export([$ring]);
echo "\n";
debug_zval_dump($key);
var_dump((array) $key, (array) $ring, get_object_vars($key), get_mangled_object_vars($ring));
foreach ($key as $name => $value) {
    echo "$name\n";
}
foreach ([fn() => json_encode($key), fn() => json_encode(['a' => [$ring]], JSON_PARTIAL_OUTPUT_ON_ERROR),
    fn() => (string) $key, fn() => "$ring", fn() => serialize($key), fn() => serialize([$ring])] as $call) {
    try {
        var_dump($call());
    } catch (Throwable $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}
var_dump(var_export(new ReflectionObject($key), true), (new ReflectionObject($key))->getProperties());
ob_end_flush();
?>
--EXPECTF--
object(Userhash\SecretKey)#%d (1) {
  ["fingerprint"]=>
  string(8) "%x"
}
object(Userhash\KeyRing)#%d (1) {
  ["fingerprints"]=>
  array(2) {
    [0]=>
    string(8) "%x"
    [1]=>
    string(8) "%x"
  }
}
Userhash\SecretKey Object
(
    [fingerprint] => %x
)
Userhash\KeyRing Object
(
    [fingerprints] => Array
        (
            [0] => %x
            [1] => %x
        )

)

\Userhash\SecretKey::__set_state(array(
   'fingerprint' => '%x',
))array (
  0 => 
  \Userhash\KeyRing::__set_state(array(
     'fingerprints' => 
    array (
      0 => '%x',
      1 => '%x',
    ),
  )),
)
object(Userhash\SecretKey)#%d (1) refcount(2){
  ["fingerprint"]=>
  string(8) "%x" refcount(1)
}
array(0) {
}
array(0) {
}
array(0) {
}
array(0) {
}
Exception: Serialization of 'Userhash\SecretKey' is not allowed
Exception: Serialization of 'Userhash\KeyRing' is not allowed
Error: Object of class Userhash\SecretKey could not be converted to string
Error: Object of class Userhash\KeyRing could not be converted to string
Exception: Serialization of 'Userhash\SecretKey' is not allowed
Exception: Serialization of 'Userhash\KeyRing' is not allowed
string(76) "\ReflectionObject::__set_state(array(
   'name' => 'Userhash\\SecretKey',
))"
array(0) {
}
