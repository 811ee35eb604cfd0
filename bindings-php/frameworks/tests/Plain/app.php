<?php

// The application of FrameworkTestCase, in plain PHP.

use Userhash\Frameworks\Page;
use Userhash\SecretKey;

require __DIR__ . '/../../autoload.php';

// Errors say their code, in a header, for the test.
set_exception_handler(static function (Throwable $error): void {
    http_response_code(500);
    header('X-Error: ' . ($error instanceof Userhash\Exception ? $error->getErrorCode() : $error->getMessage()));
});
const USERS = [
    'ada@example.com' => ['email' => 'ada@example.com', 'name' => 'Ada Lovelace'],
    'grace@example.com' => ['email' => 'grace@example.com', 'name' => 'Grace Hopper'],
    'nobody' => ['name' => 'Nobody'],
];
session_cache_limiter('');
session_start();
$key = SecretKey::fromEnv('USERHASH_SECRET_KEY');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$details = $path === '/render'
    ? static fn () => json_decode($_POST['details'], true)
    : static fn () => USERS[$_SESSION['email'] ?? ''] ?? null;
$page = new Page($key, $details);

switch ($path) {
    case '/public':
        header('Cache-Control: public, max-age=60');
        header('Vary: Accept-Encoding');
        header('Vary: Accept-Language', false);
        break;
    case '/star':
        header('Vary: *');
        break;
    case '/cookie':
        header('Vary: accept, COOKIE');
        break;
    case '/elsewhere':
        header('Location: /', true, 302);
        return;
    case '/missing':
        http_response_code(404);
        echo 'Not found';
        return;
    case '/visitor.json':
        $page->sendJson();
        return;
    case '/login':
        if (isset($_SESSION['email']) && $_SESSION['email'] !== $_POST['email']) {
            $page->logout();
        }
        session_regenerate_id(true);
        $_SESSION['email'] = $_POST['email'];
        header('Location: /', true, 303);
        return;
    case '/logout':
        $page->logout();
        session_destroy();
        header('Location: /', true, 303);
        return;
    case '/late':
        echo str_repeat(' ', 10000);
        flush();
        try {
            echo $page->tag('bm9uY2U=');
        } catch (LogicException $error) {
            echo $error->getMessage();
        }
        return;
    case '/both':
        $page->logout();
        unset($_SESSION['email']);
        break;
}
$tag = $path === '/bare' ? '' : $page->tag('bm9uY2U=');
?>
<!doctype html>
<title>Shop</title>
<?= $tag ?>
<h1>Shop</h1>
