<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('ACQUIRE_SECRET_KEY');

echo $key->userHash($user->email);
