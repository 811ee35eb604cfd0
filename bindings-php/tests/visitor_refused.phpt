--TEST--
Details, hashes and nonces that can't be: codes of the table, or TypeErrors
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/refused.inc';
use Userhash\{KeyRing, SecretKey, Visitor};

enum Suit { case Hearts; }
enum Plan: string { case Pro = 'pro'; }
class Failing implements JsonSerializable { public function jsonSerialize(): mixed { throw new DomainException('mine'); } }
class Is implements JsonSerializable {
    public function __construct(private mixed $value) {}
    public function jsonSerialize(): mixed { return $this->value; }
}

$key = new SecretKey('correct horse battery staple');
$user = ['email' => 'customer@example.com'];
$circular = $user;
$circular['self'] = &$circular;
$object = (object)$user;
$object->self = $object;
$deep = [];
for ($i = 0; $i < 10000; $i++) $deep = [$deep];

echo "- details\n";
foreach ([
    'list' => ['customer@example.com'], 'NAN' => $user + ['x' => NAN], 'INF' => $user + ['x' => ['y' => -INF]],
    'circular array' => $circular, 'circular object' => $object, '10,000 levels' => $user + ['x' => $deep],
    '33 levels' => $user + ['x' => array_reduce(range(1, 32), fn($inner) => [$inner])],
    'UTF-8' => $user + ['x' => "\xff"], 'UTF-8 in a key' => $user + ["\xc3" => 1], 'UTF-8 as the user' => ['email' => "a\xc3"],
    'a surrogate' => $user + ['x' => "\xed\xa0\x80"],
    'resource' => $user + ['x' => STDIN], 'enum' => $user + ['x' => Suit::Hearts], 'an enum alone' => Plan::Pro,
    '10 MB' => $user + ['x' => str_repeat('x', 10 << 20)],
    'says null' => new Is(null), 'says a string' => new Is('x'), 'says a number' => new Is(1), 'says a list' => new Is([$user]),
    '__proto__' => $user + ['__proto__' => 1],
] as $what => $details) {
    echo "$what: ";
    refused(fn() => $key->visitor($details));
    if (!in_array($what, ['__proto__', 'list'], true)) continue;
    refused(fn() => Visitor::withHash(str_repeat('a', 64), $details));
}
// For valgrind: PHP ends without looking for cycles.
unset($circular['self'], $object->self, $circular, $object, $details);
gc_collect_cycles();

echo "- the user\n";
foreach ([[[]], [new stdClass], [new Failing], [['name' => 'Jane']], [['email' => null]], [['email' => 1.5]], [['email' => ['a']]],
    [['email' => true]], [['email' => '']], [$user, 'id'], [$user, ''], [$user, "\xff"], [$user, 'Email']] as $arguments) {
    refused(fn() => $key->visitor(...$arguments));
}
refused(fn() => strlen($key->visitor(['id' => -7], 'id')->userHash()));
refused(fn() => $key->visitor($user + ['plan' => Plan::Pro])->toJson() === $key->visitor($user + ['plan' => 'pro'])->toJson());

echo "- types\n";
foreach ([null, 'text', 1, 1.5, true, STDIN] as $value) {
    refused(fn() => $key->visitor($value));
}
foreach ([null, 1, true, [], new stdClass] as $value) {
    refused(fn() => $key->visitor($user, $value));
}
refused(fn() => (new KeyRing($key))->visitor('text'));
refused(fn() => Visitor::withHash(null, $user));
refused(fn() => Visitor::withHash(str_repeat('a', 64), 'text'));
refused(fn() => $key->visitor());
refused(fn() => $key->visitor($user, 'email', 1));

echo "- hashes\n";
foreach (['', 'a', str_repeat('A', 64), str_repeat('a', 63) . '"', str_repeat('a', 65), str_repeat("\0", 64)] as $hash) {
    refused(fn() => Visitor::withHash($hash, $user));
}

echo "- nonces\n";
$visitor = $key->visitor($user);
foreach (['', ' ', 'a b', 'a"', "a'", 'a>', '=', 'a===', 'é', "a\n", "a\0", 1, 1.5, true, []] as $nonce) {
    refused(fn() => $visitor->scriptTag($nonce));
    refused(fn() => Userhash\logoutScriptTag($nonce));
}

echo "- json_encode() is left as it was\n";
json_encode(NAN);
refused(fn() => $key->visitor(['email' => "\xff"]));
var_dump(json_last_error() === JSON_ERROR_INF_OR_NAN);
json_encode(1);
refused(fn() => $key->visitor(['email' => NAN]));
var_dump(json_last_error());
?>
--EXPECTF--
- details
list: malformed_details 12
malformed_details 12
NAN: malformed_details 12
INF: malformed_details 12
circular array: malformed_details 12
circular object: malformed_details 12
10,000 levels: malformed_details 12
33 levels: malformed_details 12
UTF-8: malformed_details 12
UTF-8 in a key: malformed_details 12
UTF-8 as the user: malformed_details 12
a surrogate: malformed_details 12
resource: malformed_details 12
enum: malformed_details 12
an enum alone: malformed_details 12
10 MB: malformed_details 12
says null: malformed_details 12
says a string: malformed_details 12
says a number: malformed_details 12
says a list: malformed_details 12
__proto__: malformed_details 12
malformed_details 12
- the user
missing_user 9
missing_user 9
DomainException: mine
missing_user 9
missing_user 9
missing_user 9
missing_user 9
missing_user 9
empty_user 8
missing_user 9
missing_user 9
missing_user 9
missing_user 9
accepted: 64
accepted: true
- types
TypeError: Userhash\SecretKey::visitor(): Argument #1 ($details) must be of type array|object, null given
TypeError: Userhash\SecretKey::visitor(): Argument #1 ($details) must be of type array|object, string given
TypeError: Userhash\SecretKey::visitor(): Argument #1 ($details) must be of type array|object, int given
TypeError: Userhash\SecretKey::visitor(): Argument #1 ($details) must be of type array|object, float given
TypeError: Userhash\SecretKey::visitor(): Argument #1 ($details) must be of type array|object, %s given
TypeError: Userhash\SecretKey::visitor(): Argument #1 ($details) must be of type array|object, resource given
TypeError: Userhash\SecretKey::visitor(): Argument #2 ($identity) must be of type string, null given
TypeError: Userhash\SecretKey::visitor(): Argument #2 ($identity) must be of type string, int given
TypeError: Userhash\SecretKey::visitor(): Argument #2 ($identity) must be of type string, %s given
TypeError: Userhash\SecretKey::visitor(): Argument #2 ($identity) must be of type string, array given
TypeError: Userhash\SecretKey::visitor(): Argument #2 ($identity) must be of type string, stdClass given
TypeError: Userhash\KeyRing::visitor(): Argument #1 ($details) must be of type array|object, string given
TypeError: Userhash\Visitor::withHash(): Argument #1 ($userHash) must be of type string, null given
TypeError: Userhash\Visitor::withHash(): Argument #2 ($details) must be of type array|object, string given
ArgumentCountError: Userhash\SecretKey::visitor() expects at least 1 argument, 0 given
ArgumentCountError: Userhash\SecretKey::visitor() expects at most 2 arguments, 3 given
- hashes
malformed_hash 10
malformed_hash 10
malformed_hash 10
malformed_hash 10
malformed_hash 10
malformed_hash 10
- nonces
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
malformed_nonce 13
TypeError: Userhash\Visitor::scriptTag(): Argument #1 ($nonce) must be of type ?string, int given
TypeError: Userhash\logoutScriptTag(): Argument #1 ($nonce) must be of type ?string, int given
TypeError: Userhash\Visitor::scriptTag(): Argument #1 ($nonce) must be of type ?string, float given
TypeError: Userhash\logoutScriptTag(): Argument #1 ($nonce) must be of type ?string, float given
TypeError: Userhash\Visitor::scriptTag(): Argument #1 ($nonce) must be of type ?string, %s given
TypeError: Userhash\logoutScriptTag(): Argument #1 ($nonce) must be of type ?string, %s given
TypeError: Userhash\Visitor::scriptTag(): Argument #1 ($nonce) must be of type ?string, array given
TypeError: Userhash\logoutScriptTag(): Argument #1 ($nonce) must be of type ?string, array given
- json_encode() is left as it was
malformed_details 12
bool(true)
malformed_details 12
int(0)
