--TEST--
No payload in any slot leaves its place, and each is given back byte for byte
--EXTENSIONS--
userhash
--FILE--
<?php
use Userhash\SecretKey;

const BEFORE = 'window.acquire=window.acquire||[];acquire.push(';
$secret = 'correct horse battery staple';
$key = new SecretKey($secret);
$payloads = json_decode(file_get_contents(__DIR__ . '/../../tests/vectors/injections.json'), true, flags: JSON_THROW_ON_ERROR)['payloads'];
$slots = fn($payload) => [
    ['email' => $payload],
    ['email' => 'a@b.c', 'name' => $payload],
    ['email' => 'a@b.c', $payload => 'value'],
    ['email' => 'a@b.c', $payload => $payload],
    ['email' => 'a@b.c', 'company' => [$payload => 1, 'name' => $payload]],
    ['email' => 'a@b.c', 'tags' => [$payload, [$payload]]],
];
$checked = 0;
$nonces = 0;
foreach ($payloads as $payload) {
    foreach ($slots($payload) as $details) {
        try {
            $visitor = $key->visitor($details);
        } catch (Userhash\Exception $error) {
            // A key that scripts take for an instruction, and the empty user: refused, not changed.
            $expected = $payload === '__proto__' ? 'malformed_details' : ($payload === '' ? 'empty_user' : 'none');
            if ($error->getErrorCode() !== $expected) echo bin2hex($payload), ': ', $error->getErrorCode(), "\n";
            continue;
        }
        $tag = $visitor->scriptTag('abc');
        $script = substr($tag, strlen('<script nonce="abc">'), -strlen('</script>'));
        $json = substr($script, strlen(BEFORE), -strlen(');'));
        $told = ['user_hash' => hash_hmac('sha256', $details['email'], $secret), 'userDetails' => $details];
        if ($tag !== "<script nonce=\"abc\">$script</script>" || $script !== BEFORE . "$json);" || $json !== $visitor->toJson()
            || preg_match('/[^\x20-\x7e]|[<>&\']/', $json) || json_decode($json, true) !== $told) {
            echo 'changed: ', bin2hex($payload), "\n";
        }
        foreach ([$visitor->loginCall(), $visitor->switchCall(), substr($visitor->dataTag(), strlen('<script type="application/json" data-userhash="visitor">'), -strlen('</script>'))] as $text) {
            if (preg_match('/[^\x20-\x7e]|[<>&\']/', $text)) echo 'raw: ', bin2hex($payload), "\n";
        }
        $checked++;
    }
    try {
        $tag = $key->visitor(['email' => 'a@b.c'])->scriptTag($payload);
        if (!preg_match('#^[A-Za-z0-9+/_-]+={0,2}$#D', $payload)) echo 'a nonce: ', bin2hex($payload), "\n";
    } catch (Userhash\Exception $error) {
        $nonces += $error->getErrorCode() === 'malformed_nonce';
    }
}
var_dump(count($payloads) > 80, $checked > 6 * count($payloads) - 10, $nonces > 80);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
