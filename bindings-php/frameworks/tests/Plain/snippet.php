<?php

// The README's page, and a login before it.
require __DIR__ . '/../../autoload.php';
if (isset($_GET['login'])) {
    session_start();
    $_SESSION['user'] = ['email' => 'ada@example.com', 'name' => 'Ada Lovelace'];
    session_write_close();
}
error_reporting(E_ALL);
require __DIR__ . '/../../snippets/page.php';
