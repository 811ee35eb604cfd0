<?php
// The tab "PHP": the document's code with an import before it, against the document's code itself,
// which is PHP's own function; once in this process, once inside php-fpm.

const ROOT = __DIR__ . '/../../..';
putenv('USERHASH_EXTENSION=' . realpath(ROOT . '/bindings-php/modules/userhash.so'));
require ROOT . '/bindings-php/tests/fpm.inc';
if (!php_fpm() || !program('cgi-fcgi')) {
    fwrite(STDERR, "Missing: php-fpm and cgi-fcgi (Debian: php-fpm, libfcgi-bin).\n");
    exit(1);
}

const IMPORT = "use function Userhash\\hash_hmac;\n";
$document = file_get_contents(__DIR__ . '/../document/php.php');
$inputs = json_decode(file_get_contents(__DIR__ . '/../inputs.json'), true, 512, JSON_THROW_ON_ERROR);

/** The document's block with a secret in the place of the empty one. */
function with_secret(string $block, string $secret): string {
    $replaced = str_replace("''", var_export($secret, true), $block, $places);
    return $places === 1 ? $replaced : throw new Exception('the block has no place for a secret');
}

/** A page around a block: what the document's reader would have, with or without the import. */
function page(string $block, string $import): string {
    return "<?php\n{$import}\$user = (object) ['email' => \$email ?? \$_GET['email']];\nreturn print\n$block";
}

/** What a page writes, in this process. */
function here(string $file, string $email): string {
    ob_start();
    include $file;
    return ob_get_clean();
}

function report(bool $right, string $what): void {
    echo $right ? 'ok' : 'not ok', " - php: $what\n";
}

$server = new Server;
foreach ($inputs['secrets'] as $index => $secret) {
    $block = with_secret($document, $secret);
    $server->page("ours$index.php", page($block, IMPORT));
    $server->page("theirs$index.php", page($block, ''));
    foreach ($inputs['users'] as $email) {
        $shown = json_encode([$secret, $email]);
        $theirs = here("$server->folder/theirs$index.php", $email);
        report(strlen($theirs) === 64 && here("$server->folder/ours$index.php", $email) === $theirs, $shown);
        $query = 'email=' . rawurlencode($email);
        $answers = array_map(
            fn(string $page) => explode("\n\n", $server->fastcgi($page, $query), 2)[1],
            ["theirs$index.php", "ours$index.php"],
        );
        report($answers === [$theirs, $theirs], "php-fpm, $shown");
    }
}

// With PHP's own function switched off, the page with the import is the one that still works.
foreach (['ours' => 0, 'theirs' => 255] as $page => $status) {
    $process = proc_open([PHP_BINARY, '-n', '-d', 'extension=' . extension_file(), '-d', 'display_errors=0',
        '-d', 'disable_functions=hash_hmac', '-r', "\$email = 'a'; include '$server->folder/{$page}0.php';"],
        [1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes);
    report(proc_close($process) === $status, "without PHP's own function, $page");
}
