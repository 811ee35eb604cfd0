<?php
// Answers the conformance driver from PHP. tests/conformance/README.md says what is asked.

declare(strict_types=1);

use Userhash\KeyRing;
use Userhash\SecretKey;

require __DIR__ . '/visitors.php';

/** There is no such value or call in PHP. */
class CannotExpress extends Exception {}

/** Turns into text when it is asked to. */
class Boxed
{
    public function __construct(private string $text) {}

    public function __toString(): string
    {
        return $this->text;
    }
}

function data(string $hex): string
{
    [$digits, $times] = explode('*', $hex) + [1 => '1'];
    return str_repeat(hex2bin($digits), (int) $times);
}

function value(string $word): mixed
{
    [$kind, $rest] = explode(':', $word, 2) + [1 => ''];
    return match ($kind) {
        't', 'b' => data($rest),
        'null' => null,
        'true' => true,
        'false' => false,
        'object' => (object) ['a' => 'b'],
        'ring' => new KeyRing(new SecretKey('secret')),
        'integer', 'number' => (string) (int) $rest === $rest ? (int) $rest
            : throw new CannotExpress(),
        'float' => $rest === 'nan' ? NAN : (float) $rest,
        'array' => [data($rest)],
        'boxed' => new Boxed(data($rest)),
        default => throw new CannotExpress(),
    };
}

/** A key or a ring, or what stands in place of one. */
function key_of(string $word): mixed
{
    [$constructor, $argument] = explode('=', $word, 2);
    return match ($constructor) {
        'ring' => new KeyRing(...array_map(
            'key_of',
            $argument === '' ? [] : explode(',', $argument),
        )),
        'blank' => (new ReflectionClass(SecretKey::class))->newInstanceWithoutConstructor(),
        'new' => new SecretKey(value($argument)),
        'hex' => SecretKey::fromHex(value($argument)),
        'base64' => SecretKey::fromBase64(value($argument)),
        'env' => SecretKey::fromEnv(value($argument)),
        'file' => SecretKey::fromFile(value($argument)),
        'raw' => value($argument),
    };
}

/** The interface that is like PHP's own: in one call, or in pieces. */
function raw(string $secret, string $message, string $splits): string
{
    // PHP's own hash_init() refuses the empty key that its hash_hmac() takes.
    if ($splits === '-' || $secret === '') {
        return Userhash\hash_hmac('sha256', $message, $secret);
    }
    $context = Userhash\hash_init('sha256', HASH_HMAC, $secret);
    $start = 0;
    foreach (explode(',', $splits) as $length) {
        Userhash\hash_update($context, substr($message, $start, (int) $length));
        $start += (int) $length;
    }
    return Userhash\hash_final($context);
}

function result(array $words): mixed
{
    return match ($words[0]) {
        'user_hash' => key_of($words[1])->userHash(value($words[2])),
        'verify' => key_of($words[1])->verify(value($words[2]), value($words[3])),
        'verified_by' => key_of($words[1])->verifiedBy(value($words[2]), value($words[3])),
        'fingerprint' => key_of($words[1])->fingerprint(),
        'hmac' => raw(value($words[1]), value($words[2]), $words[3]),
        'native' => hash_hmac('sha256', value($words[2]), value($words[1])),
        'visitor', 'with_hash', 'page' => page_result($words),
        default => throw new CannotExpress(),
    };
}

// By type, so that "true" and 1 don't pass for true.
function shown(string $call, mixed $got): string
{
    return match ([$call, get_debug_type($got)]) {
        ['verify', 'bool'] => $got ? 'true' : 'false',
        ['verified_by', 'null'] => 'none',
        ['verified_by', 'int'] => (string) $got,
        ['user_hash', 'string'], ['fingerprint', 'string'],
        ['hmac', 'string'], ['native', 'string'],
        ['visitor', 'string'], ['with_hash', 'string'], ['page', 'string'] => $got,
        default => 'a ' . get_debug_type($got),
    };
}

function answer(string $line): string
{
    try {
        $words = explode(' ', $line);
        return '=' . shown($words[0], result($words));
    } catch (CannotExpress) {
        return 'n/a';
    } catch (Userhash\Exception $error) {
        return '!' . $error->getErrorCode();
    } catch (TypeError) {
        return '!type_error';
    } catch (Throwable $error) {
        return '!' . get_class($error);
    }
}

ini_set('memory_limit', '512M');
$flush = in_array('--flush', $argv, true);
$answers = '';
while (($line = fgets(STDIN)) !== false) {
    $answers .= answer(rtrim($line, "\n")) . "\n";
    if ($flush || strlen($answers) > 65536) {
        fwrite(STDOUT, $answers);
        $answers = '';
    }
}
fwrite(STDOUT, $answers);
