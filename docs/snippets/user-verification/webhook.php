<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');
$sent = json_decode($body, true);

try {
    $verified = $key->verify($sent['visitor_id'] ?? null, $sent['hash'] ?? null);
} catch (TypeError | Userhash\Exception) { // here the user comes from outside, too, and is no id at all
    $verified = false;
}
echo $verified ? 'verified' : 'not verified';
