<?php $html = static fn (string $text): string => htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE); ?>
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>php</title>
<?= $tag ?>
<script src="<?= $html($widget) ?>" data-app="<?= $html(getenv('WIDGET_APP') ?: 'php') ?>" nonce="<?= $nonce ?>" async></script>
<style nonce="<?= $nonce ?>">body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1c2430}input,button{font:inherit;padding:.4rem .6rem;margin:.2rem 0}#error{color:#b3261e}</style>
</head>
<body>
<h1>php</h1>
<p id="who"><?= $user ? $html("$user[name] <$user[email]>") : 'guest' ?></p>
<?php if ($error !== ''): ?>
<p id="error"><?= $html($error) ?></p>
<?php endif ?>
<form id="login" method="post" action="/login">
<input type="hidden" name="csrf" value="<?= $_SESSION['csrf'] ?>">
<label>E-mail <input name="email" type="email" autocomplete="username" required></label><br>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label><br>
<button>Log in</button>
</form>
<?php if ($user): ?>
<form id="logout" method="post" action="/logout">
<input type="hidden" name="csrf" value="<?= $_SESSION['csrf'] ?>">
<button>Log out</button>
</form>
<?php endif ?>
</body>
</html>
