<?php

use Userhash\KeyRing;
use Userhash\SecretKey;

$previous = SecretKey::fromEnv('ACQUIRE_PREVIOUS_SECRET_KEY');
$ring = new KeyRing(SecretKey::fromEnv('USERHASH_SECRET_KEY'), $previous);

echo $ring->userHash($user->email), "\n"; // made with the current key

$presented = $previous->userHash($user->email); // what a page still has that was open before
echo $ring->verifiedBy($user->email, $presented), "\n"; // 1: the first of the previous keys
echo $previous->fingerprint(), "\n"; // for the log: says which key, and nothing else about it
