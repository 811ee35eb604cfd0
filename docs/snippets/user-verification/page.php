<?php

use Userhash\SecretKey;

$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');

if ($user) { // of the session; for a guest there is nothing to announce
    $visitor = $key->visitor(['email' => $user->email, 'name' => $user->name]);
    foreach (Userhash\headers() as $name => $value) {
        header("$name: $value");
    }
    echo $visitor->scriptTag($nonce); // scriptTag() without a Content Security Policy
}
