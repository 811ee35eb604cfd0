<?php

use Twig\Environment;
use Twig\Loader\ArrayLoader;
use Userhash\Frameworks\Page;
use Userhash\Frameworks\Twig\UserhashExtension;
use Userhash\SecretKey;

$page = new Page(SecretKey::fromEnv('USERHASH_SECRET_KEY'), fn () => $_SESSION['user'] ?? null);
$twig = new Environment(new ArrayLoader(['shop' => '<title>Shop</title>{{ userhash(nonce) }}']));
$twig->addExtension(new UserhashExtension($page->tag(...)));

$html = $twig->render('shop', ['nonce' => 'Zm9v']);
