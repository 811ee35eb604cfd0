<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');
$visitor = $key->visitor(['email' => $user->email, 'name' => $user->name]);

echo $visitor->loginCall(), "\n"; // a guest has logged in
echo $visitor->switchCall(), "\n"; // another user has: the former one is logged out first
echo Userhash\logoutCall(), "\n"; // the user has logged out
