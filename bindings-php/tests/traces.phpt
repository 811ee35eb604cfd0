--TEST--
Stack traces, uncaught exceptions and dumps of exceptions don't hold secrets
--EXTENSIONS--
userhash
--SKIPIF--
<?php if (PHP_VERSION_ID < 80200) die('skip #[\SensitiveParameter] came with PHP 8.2'); ?>
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
display_errors=1
log_errors=0
html_errors=0
--FILE--
<?php
use Userhash\SecretKey;

const CANARY = ' canary-c0ffee-secret';
function traced(callable $call): void {
    try {
        $call();
        echo "accepted\n";
    } catch (Throwable $error) {
        ob_start();
        var_dump($error);
        print_r($error->getTrace());
        var_export($error->getTrace());
        echo $error;
        $text = ob_get_clean();
        echo str_contains($text, 'canary') ? "LEAK: $text\n" : get_class($error) . "\n";
        echo str_contains($text, 'SensitiveParameterValue') ? "" : "not marked\n";
    }
}
traced(fn() => new SecretKey(CANARY));
traced(fn() => SecretKey::fromHex(CANARY));
traced(fn() => SecretKey::fromBase64(CANARY));
traced(fn() => Userhash\hash_hmac('md5', 'data', CANARY));
traced(fn() => Userhash\hash_hmac('sha256', [], CANARY));
traced(fn() => Userhash\hash_hmac_file('md5', 'file', CANARY));
traced(fn() => Userhash\hash_init('md5', HASH_HMAC, CANARY));
traced(fn() => Userhash\hash_equals(CANARY, null));
traced(fn() => Userhash\hash_equals(null, CANARY));
register_shutdown_function(function () {
    echo "end\n";
});
new SecretKey(CANARY);
?>
--EXPECTF--
Userhash\Exception
Userhash\Exception
Userhash\Exception
ValueError
TypeError
ValueError
ValueError
TypeError
TypeError

Fatal error: Uncaught Userhash\Exception: the secret key starts or ends in white space: %s in %s:%d
Stack trace:
#0 %s(%d): Userhash\SecretKey->__construct(Object(SensitiveParameterValue))
#1 {main}
  thrown in %s on line %d
end
