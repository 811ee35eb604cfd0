<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');
$visitor = $key->visitor(['email' => $user->email, 'name' => $user->name]);

// Data, not a script; the script after it is the file that Userhash\loader() returns.
echo $visitor->dataTag(), '<script src="/userhash-loader.js"></script>';
