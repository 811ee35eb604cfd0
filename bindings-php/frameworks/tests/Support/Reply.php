<?php

namespace Userhash\Frameworks\Tests\Support;

/** A response, as a browser sees it. */
final class Reply
{
    /** @param string[] $lines The headers, each "Name: value". */
    public function __construct(
        public readonly int $status,
        public readonly array $lines,
        public readonly string $body,
        public readonly ?\Throwable $error = null,
    ) {
    }

    /** The values of a header. @return string[] */
    public function all(string $name): array
    {
        $values = [];
        foreach ($this->lines as $line) {
            [$found, $value] = explode(':', $line, 2);
            if (strcasecmp($found, $name) === 0) {
                $values[] = trim($value);
            }
        }
        return $values;
    }

    public function header(string $name): ?string
    {
        $values = $this->all($name);
        return $values === [] ? null : implode(', ', $values);
    }

    /** The Set-Cookie header of one cookie, of which there must not be two. */
    public function cookie(string $name): ?string
    {
        $found = array_values(array_filter($this->all('Set-Cookie'), static fn ($line) => str_starts_with($line, "$name=")));
        if (count($found) > 1) {
            throw new \LogicException("$name is set twice");
        }
        return $found[0] ?? null;
    }
}
