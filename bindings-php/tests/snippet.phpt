--TEST--
The README's snippet does what it says
--EXTENSIONS--
userhash
--ENV--
USERHASH_SECRET_KEY=correct horse battery staple
--FILE--
<?php
require __DIR__ . '/../../docs/snippets/readme.php';
var_dump($userHash === hash_hmac('sha256', 'customer@example.com', 'correct horse battery staple'));
?>
--EXPECT--
4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145
bool(true)
bool(false)
bool(true)
