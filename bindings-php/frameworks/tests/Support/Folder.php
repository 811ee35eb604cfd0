<?php

namespace Userhash\Frameworks\Tests\Support;

/** A folder for temporary files, removed with the object. */
final class Folder
{
    public readonly string $path;

    public function __construct()
    {
        $this->path = sys_get_temp_dir() . '/userhash-' . bin2hex(random_bytes(8));
        mkdir($this->path, 0700);
    }

    public function __destruct()
    {
        // Processes that have just ended may be tidying up in it; rm doesn't mind.
        exec('rm -rf ' . escapeshellarg($this->path));
    }
}
