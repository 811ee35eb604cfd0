--TEST--
Streams and files go into an HMAC; a stream that ends the computation meanwhile is an error, not a crash
--EXTENSIONS--
userhash
--FILE--
<?php
require __DIR__ . '/refused.inc';
use function Userhash\{hash_copy, hash_final, hash_init, hash_hmac_file, hash_update, hash_update_file, hash_update_stream};

/** A stream whose reading can be made to do anything. */
class Wrapper {
    public static ?Closure $on_read = null;
    public $context;
    private int $reads = 0;
    public function stream_open() { return true; }
    public function stream_read(int $count) {
        $this->reads++;
        return $this->reads > 4 ? '' : (self::$on_read)($this->reads);
    }
    public function stream_eof() { return $this->reads > 3; }
    public function stream_stat() { return []; }
}
stream_wrapper_register('test', Wrapper::class);

$context = hash_init('sha256', HASH_HMAC, 'key');
Wrapper::$on_read = fn($n) => "piece $n ";
var_dump(hash_update_stream($context, fopen('test://', 'r')));
var_dump(hash_final($context) === hash_hmac('sha256', 'piece 1 piece 2 piece 3 piece 4 ', 'key'));
var_dump(hash_hmac_file('sha256', 'test://', 'key') === hash_hmac('sha256', 'piece 1 piece 2 piece 3 piece 4 ', 'key'));

Wrapper::$on_read = function ($n) use (&$context) {
    hash_final($context);
    return 'piece';
};
foreach (['hash_update_stream' => fopen('test://', 'r'), 'hash_update_file' => 'test://'] as $function => $from) {
    $context = hash_init('sha256', HASH_HMAC, 'key');
    refused(fn() => ("Userhash\\$function")($context, $from));
    refused(fn() => hash_final($context));
}

Wrapper::$on_read = function ($n) use (&$context) {
    $context = null;
    return "piece $n ";
};
$context = hash_init('sha256', HASH_HMAC, 'key');
var_dump(hash_update_stream($context, fopen('test://', 'r')));

Wrapper::$on_read = fn($n) => throw new LogicException("read $n");
$context = hash_init('sha256', HASH_HMAC, 'key');
refused(fn() => hash_update_stream($context, fopen('test://', 'r')));
refused(fn() => hash_update_file($context, 'test://'));
refused(fn() => hash_hmac_file('sha256', 'test://', 'key'));

$closed = fopen('php://memory', 'r');
fclose($closed);
refused(fn() => hash_update_stream($context, $closed));
refused(fn() => hash_update_stream($context, stream_context_create()));
refused(fn() => hash_init('sha256'));
refused(fn() => hash_init('sha256', 0, 'key'));
refused(fn() => hash_init('md5', HASH_HMAC, 'key'));
refused(fn() => Userhash\hash_hmac('sha1', 'data', 'key'));
var_dump(Userhash\hash_hmac_algos());
?>
--EXPECT--
int(32)
bool(true)
bool(true)
TypeError: Userhash\hash_update_stream(): Argument #1 ($context) must be a valid, non-finalized HashContext
TypeError: Userhash\hash_final(): Argument #1 ($context) must be a valid, non-finalized HashContext
TypeError: Userhash\hash_update_file(): Argument #1 ($context) must be a valid, non-finalized HashContext
TypeError: Userhash\hash_final(): Argument #1 ($context) must be a valid, non-finalized HashContext
int(32)
LogicException: read 1
LogicException: read 1
LogicException: read 1
TypeError: Userhash\hash_update_stream(): supplied resource is not a valid stream resource
TypeError: Userhash\hash_update_stream(): supplied resource is not a valid stream resource
ValueError: Userhash\hash_init(): Argument #2 ($flags) must be HASH_HMAC: userhash offers no hashing without a key
ValueError: Userhash\hash_init(): Argument #2 ($flags) must be HASH_HMAC: userhash offers no hashing without a key
ValueError: Userhash\hash_init(): Argument #1 ($algo) must be "sha256": userhash offers no other algorithm
ValueError: Userhash\hash_hmac(): Argument #1 ($algo) must be "sha256": userhash offers no other algorithm
array(1) {
  [0]=>
  string(6) "sha256"
}
