<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');

echo $key->userHash($user->email);
