<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');

foreach (Userhash\headers() as $name => $value) { // for guests, too: the answer depends on the session
    header("$name: $value");
}
if ($user) {
    header('Content-Type: application/json');
    echo $key->visitor(['email' => $user->email, 'name' => $user->name])->toJson();
} else {
    http_response_code(204);
}
