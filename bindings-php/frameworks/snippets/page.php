<?php

use Userhash\Frameworks\Page;
use Userhash\SecretKey;

session_start();
$page = new Page(
    SecretKey::fromEnv('USERHASH_SECRET_KEY'),
    fn () => $_SESSION['user'] ?? null,     // ['email' => …, 'name' => …], set by the login
);
$nonce = base64_encode(random_bytes(16));
header("Content-Security-Policy: script-src 'nonce-$nonce'");
$tag = $page->tag($nonce);                  // before the first output, because it sends headers
?>
<!doctype html>
<title>Shop</title>
<?= $tag ?>
<script src="https://chat.example/widget.js" nonce="<?= $nonce ?>" async></script>
