--TEST--
A visitor is rendered as the documentation says: the snippet, calls, JSON, the inert form
--EXTENSIONS--
userhash
--FILE--
<?php
use Userhash\{KeyRing, SecretKey, Visitor};
use function Userhash\{headers, loader, logoutCall, logoutCspHash, logoutDataTag, logoutScriptTag};

const QUEUE = 'window.acquire=window.acquire||[];';
function same(string $what, mixed $expected, mixed $given): void {
    if ($expected !== $given) {
        echo "$what: ", var_export($given, true), ' instead of ', var_export($expected, true), "\n";
    }
}
function csp(string $script): string {
    return "'sha256-" . base64_encode(hash('sha256', $script, true)) . "'";
}

$secret = 'correct horse battery staple';
$key = new SecretKey($secret);
$ring = new KeyRing($key, new SecretKey('last year'));
$details = ['email' => 'customer@example.com', 'name' => 'Jörg </script>', 'id' => 42,
    'seen' => 1.0, 'price' => 0.1, 'big' => PHP_INT_MAX, 'none' => null, 'on' => true, 'tags' => ['a/b', []], 'o' => new stdClass];
$json = '{"email":"customer@example.com","name":"J\u00f6rg \u003c/script\u003e","id":42,'
    . '"seen":1.0,"price":0.1,"big":9223372036854775807,"none":null,"on":true,"tags":["a/b",[]],"o":{}}';
$hash = hash_hmac('sha256', 'customer@example.com', $secret);
$told = '{"user_hash":"' . $hash . '","userDetails":' . $json . '}';
$script = QUEUE . "acquire.push($told);";
$login = 'acquireIO.loginVisitor("' . $hash . '",' . $json . ');';

foreach ([$key->visitor($details), $ring->visitor($details), $key->visitor((object)$details),
    Visitor::withHash($hash, $details), $key->visitor(details: $details, identity: 'email')] as $visitor) {
    same('userHash', $hash, $visitor->userHash());
    same('script', $script, $visitor->script());
    same('scriptTag', "<script>$script</script>", $visitor->scriptTag());
    same('scriptTag null', "<script>$script</script>", $visitor->scriptTag(null));
    same('scriptTag nonce', "<script nonce=\"bm9uY2U=\">$script</script>", $visitor->scriptTag('bm9uY2U='));
    same('cspHash', csp($script), $visitor->cspHash());
    same('toJson', $told, $visitor->toJson());
    same('dataTag', "<script type=\"application/json\" data-userhash=\"visitor\">$told</script>", $visitor->dataTag());
    same('loginCall', QUEUE . "acquire.push(function(){{$login}});", $visitor->loginCall());
    same('switchCall', QUEUE . "acquire.push(function(){acquireIO.logoutVisitor();$login});", $visitor->switchCall());
}

$logout = QUEUE . 'acquire.push(function(){acquireIO.logoutVisitor();});';
same('logoutCall', $logout, logoutCall());
same('logoutScriptTag', "<script>$logout</script>", logoutScriptTag());
same('logoutScriptTag nonce', "<script nonce=\"abc\">$logout</script>", logoutScriptTag(nonce: 'abc'));
same('logoutCspHash', csp($logout), logoutCspHash());
same('logoutDataTag', '<script type="application/json" data-userhash="logout">null</script>', logoutDataTag());
same('headers', ['Cache-Control' => 'private, no-store', 'Vary' => 'Cookie'], headers());
same('loader', file_get_contents(__DIR__ . '/../../core/src/loader.js'), loader());

// The user is another field, text or an integer.
foreach ([['id' => 42], ['id' => '42'], ['id' => 42.0, 'ID' => 42]] as $details) {
    $field = array_key_last($details);
    same('identity', hash_hmac('sha256', '42', $secret), $key->visitor($details, $field)->userHash());
}
// Details of every size, so that every first buffer is too small once.
for ($length = 0; $length < 600; $length++) {
    $name = str_repeat('é<', $length);
    $visitor = $key->visitor(['email' => 'a@b.c', 'name' => $name]);
    same("length $length", $name, json_decode($visitor->toJson())->userDetails->name);
    same("length $length", strlen($visitor->toJson()) + strlen(QUEUE . 'acquire.push();'), strlen($visitor->script()));
}

class Person implements JsonSerializable {
    public function jsonSerialize(): array { return ['email' => 'customer@example.com']; }
}
class Account { public $email = 'customer@example.com'; protected $password = 'hidden'; private $token = 'hidden'; }
foreach ([new Person, new Account] as $object) {
    same(get_class($object), '{"user_hash":"' . $hash . '","userDetails":{"email":"customer@example.com"}}', $key->visitor($object)->toJson());
}

// Another key, or a detail that changes afterwards, is another visitor.
$details = ['email' => 'a@b.c'];
$visitor = $key->visitor($details);
$details['email'] = 'x@y.z';
same('a copy', 'a@b.c', json_decode($visitor->toJson())->userDetails->email);
echo "done\n";
?>
--EXPECT--
done
