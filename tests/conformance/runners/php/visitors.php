<?php
// What pages get from PHP; details are what a program has: an array of PHP's own values.

declare(strict_types=1);

use Userhash\Visitor;

const USER = 'customer@example.com';
// What JSON can need that PHP's own values can say.
const READABLE = ['json', 'large_number', 'no_fraction', 'order_of_numeric_keys'];

/** Details that JSON can't hold, or that would be long lines. */
function special(string $kind, string $count = ''): array
{
    switch ($kind) {
        case 'circle':
            $circle = ['email' => USER];
            $circle['x'] = &$circle;
            return $circle;
        case 'circle_in_a_list':
            $circle = [];
            $circle[] = &$circle;
            return ['email' => USER, 'x' => $circle];
        case 'circle_of_two':
            [$one, $other] = [new stdClass(), new stdClass()];
            [$one->x, $other->x] = [$other, $one];
            return ['email' => USER, 'x' => $one];
        case 'levels':
            $levels = [];
            for ($level = 2; $level < (int) $count; $level++) {
                $levels = [$levels];
            }
            return ['email' => USER, 'x' => $levels];
    }
    return match ($kind) {
        'nan' => ['email' => USER, 'x' => NAN],
        'infinity' => ['email' => USER, 'x' => INF],
        'minus_infinity' => ['email' => USER, 'x' => -INF],
        'nan_in_a_list' => ['email' => USER, 'x' => [NAN]],
        'nan_as_the_user' => ['email' => NAN],
        'not_utf8_user' => ['email' => "jane\xff@example.com"],
        'not_utf8_value' => ['email' => USER, 'x' => "\xc3"],
        'not_utf8_key' => ['email' => USER, "\xed\xa0\x80" => 1],
        'not_utf8_list' => ['email' => USER, 'x' => ["\xc0\x80"]],
        'bytes' => [
            'email' => USER,
            'x' => str_repeat('x', (int) $count - strlen('{"email":"","x":""}' . USER)),
        ],
        default => throw new CannotExpress(),
    };
}

/** Objects as arrays, as programs have them, but where an array would be a list. */
function natural(mixed $value): mixed
{
    if (is_array($value)) {
        return array_map('natural', $value);
    }
    if (!$value instanceof stdClass) {
        return $value;
    }
    $array = array_map('natural', (array) $value);
    return array_is_list($array) ? (object) $array : $array;
}

function read_json(string $json): mixed
{
    try {
        return natural(json_decode($json, flags: JSON_THROW_ON_ERROR));
    } catch (JsonException $error) {
        // Objects can't have the names that arrays can.
        if ($error->getCode() === JSON_ERROR_INVALID_PROPERTY_NAME) {
            return json_decode($json, true, flags: JSON_THROW_ON_ERROR);
        }
        throw $error;
    }
}

function details(string $word): mixed
{
    [$kind, $rest] = explode(':', $word, 2) + [1 => ''];
    return match (true) {
        in_array($kind, READABLE, true) => read_json(hex2bin($rest)),
        $kind === 'special' => special(...explode(':', $rest)),
        default => value($word),
    };
}

function given(string $word): array
{
    return $word === '-' ? [] : [value($word)];
}

function render(Visitor $visitor, string $rendering, array $nonce): mixed
{
    return match ($rendering) {
        'user_hash' => $visitor->userHash(),
        'script' => $visitor->script(),
        'script_tag' => $visitor->scriptTag(...$nonce),
        'data_tag' => $visitor->dataTag(),
        'to_json' => $visitor->toJson(),
        'login_call' => $visitor->loginCall(),
        'switch_call' => $visitor->switchCall(),
        'csp_hash' => $visitor->cspHash(),
    };
}

function page(string $rendering, array $nonce): mixed
{
    return match ($rendering) {
        'logout_call' => Userhash\logoutCall(),
        'logout_script_tag' => Userhash\logoutScriptTag(...$nonce),
        'logout_csp_hash' => Userhash\logoutCspHash(),
        'logout_data_tag' => Userhash\logoutDataTag(),
        'loader' => Userhash\loader(),
        'headers' => implode('; ', array_map(
            fn(string $name, string $text): string => "$name: $text",
            array_keys(Userhash\headers()),
            Userhash\headers(),
        )),
    };
}

/** The answer, in hexadecimal. */
function page_result(array $words): string
{
    [$call, $rendering] = $words;
    $got = match ($call) {
        'visitor' => render(
            key_of($words[2])->visitor(details($words[3]), ...given($words[4])),
            $rendering,
            given($words[5]),
        ),
        'with_hash' => render(
            Visitor::withHash(value($words[2]), details($words[3])),
            $rendering,
            [],
        ),
        'page' => page($rendering, given($words[2])),
    };
    return is_string($got) ? bin2hex($got) : 'a ' . get_debug_type($got);
}
