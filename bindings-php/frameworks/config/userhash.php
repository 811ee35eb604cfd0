<?php

return [
    // The secret key, as the widget's vendor shows it. For keys that come otherwise, bind
    // Userhash\KeyRing in a service provider of yours.
    'key' => env('USERHASH_SECRET_KEY'),

    // Previous keys, newest first, which are still accepted while the key is rotated.
    'previous' => [env('USERHASH_PREVIOUS_KEY')],

    // The field of the details that names the user.
    'identity' => 'email',

    // A class with __invoke($user): array|object|null, which makes the details of the guard's
    // user. null: e-mail and name; users without an address are guests.
    'details' => null,

    // The guard whose users are visitors.
    'guard' => 'web',
];
