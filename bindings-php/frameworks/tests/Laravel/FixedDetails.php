<?php

namespace Userhash\Frameworks\Tests\Laravel;

/** Details that a test has chosen. */
final class FixedDetails
{
    public static array $details = [];

    public function __invoke(object $user): array
    {
        return self::$details;
    }
}
