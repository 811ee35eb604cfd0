<?php

// A shop in plain PHP: people log in, and its chat widget knows who they are.

declare(strict_types=1);

use Userhash\Frameworks\Page;
use Userhash\SecretKey;

require __DIR__ . '/../../bindings-php/frameworks/autoload.php';    // Composer: vendor/autoload.php

// What elsewhere is a table. Everybody's password is "demo".
const PASSWORD = '$2y$10$lWNZIGLGrk5bz2poq3DtVuTnrROJdnZI6HIHaMubeEcPKcBUYsWDu';
const USERS = [
    'ada@example.com' => 'Ada Lovelace',
    'grace@example.com' => 'Grace Hopper',
    'eve@example.com' => 'Eve </script><script>alert(1)</script>',
];

session_start(['name' => 'php_session', 'cookie_httponly' => true, 'cookie_samesite' => 'Lax', 'use_strict_mode' => true]);
$_SESSION['csrf'] ??= bin2hex(random_bytes(16));

// 1. The user is the session's. What the request says, a visitor has made up.
$details = static function (): ?array {
    $email = $_SESSION['email'] ?? null;
    return $email === null ? null : ['email' => $email, 'name' => USERS[$email]];
};
$page = new Page(SecretKey::fromEnv('USERHASH_SECRET_KEY'), $details);

$field = static fn (string $name): string => is_string($_POST[$name] ?? null) ? $_POST[$name] : '';
$show = static function (int $status = 200, string $error = '') use ($page, $details): void {
    $nonce = base64_encode(random_bytes(16));
    $widget = getenv('WIDGET_URL') ?: 'http://127.0.0.1:9000/widget.js';
    $origin = implode('/', array_slice(explode('/', $widget), 0, 3));
    http_response_code($status);
    header("Content-Security-Policy: default-src 'self'; script-src 'nonce-$nonce'; style-src 'nonce-$nonce'; "
        . "connect-src 'self' $origin; img-src 'self' data:; base-uri 'none'; object-src 'none'");
    // 2. The tag, before the first output: it sends headers that keep the page out of caches.
    $tag = $page->tag($nonce);
    $user = $details();
    require __DIR__ . '/page.php';
};

$route = $_SERVER['REQUEST_METHOD'] . ' ' . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($_SERVER['REQUEST_METHOD'] === 'POST' && !hash_equals($_SESSION['csrf'], $field('csrf'))) {
    $show(403, 'The form is too old. Please try again.');
    return;
}
switch ($route) {
    case 'GET /':
        $show();
        break;
    case 'POST /login':
        $email = $field('email');
        // As long for unknown users as for known ones.
        if (!password_verify($field('password'), PASSWORD) || !isset(USERS[$email])) {
            $show(401, 'Wrong e-mail address or password.');
            break;
        }
        // 3. Whoever was logged in leaves the widget, too.
        if (isset($_SESSION['email'])) {
            $page->logout();
        }
        session_regenerate_id(true);
        $_SESSION = ['email' => $email];
        header('Location: /', true, 303);
        break;
    case 'POST /logout':
        $page->logout();
        session_regenerate_id(true);
        $_SESSION = [];
        header('Location: /', true, 303);
        break;
    case 'GET /visitor.json':
        // 4. For single-page apps: the same as JSON.
        $page->sendJson();
        break;
    default:
        http_response_code(404);
        header('Content-Type: text/plain');
        echo "Not found\n";
}
