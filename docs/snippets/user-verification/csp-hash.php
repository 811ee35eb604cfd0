<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');
$visitor = $key->visitor(['email' => $user->email, 'name' => $user->name]);

header("Content-Security-Policy: script-src 'self' {$visitor->cspHash()}");
echo $visitor->scriptTag();
