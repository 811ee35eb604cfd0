<?php

use function Userhash\hash_hmac;

echo hash_hmac(
  'sha256', // hash function
  $user->email, // user's id
  getenv('USERHASH_SECRET_KEY') // secret key (keep safe!)
);
