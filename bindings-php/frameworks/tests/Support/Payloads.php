<?php

namespace Userhash\Frameworks\Tests\Support;

/** Details that try to leave their place on the page: each payload in each slot. */
final class Payloads
{
    /** @return iterable<array<string, mixed>> */
    public static function details(): iterable
    {
        $file = __DIR__ . '/../../../../tests/vectors/injections.json';
        foreach (json_decode(file_get_contents($file), true, flags: JSON_THROW_ON_ERROR)['payloads'] as $payload) {
            yield ['email' => $payload];
            yield ['email' => 'ada@example.com', 'name' => $payload];
            yield ['email' => 'ada@example.com', $payload => 'value'];
            yield ['email' => 'ada@example.com', 'company' => [$payload => $payload, 'tags' => [$payload]]];
        }
        // What core refuses: an empty user, and a key that scripts take for an instruction.
        yield ['email' => ''];
        yield ['email' => 'ada@example.com', '__proto__' => ['admin' => true]];
    }
}
