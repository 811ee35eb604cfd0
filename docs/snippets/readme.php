<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');

// For the page of the user who is logged in:
$userHash = $key->userHash('customer@example.com');
echo $userHash, "\n";

// For what comes back from a browser, which can be anything:
var_dump($key->verify('customer@example.com', $userHash));
var_dump($key->verify('somebody@example.com', $userHash));
