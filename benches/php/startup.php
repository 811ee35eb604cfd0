<?php
// What loading the extension adds to `php -r ''`: runs with and without it, taking turns.
// Usage: startup.php EXTENSION [--check]

const RUNS = 100;
const MOST = 2.0;

$with = [PHP_BINARY, '-n', '-d', "extension={$argv[1]}", '-r', ''];
$without = [PHP_BINARY, '-n', '-r', ''];
$times = [[], []];
for ($run = 0; $run < RUNS; $run++) {
    foreach ([$without, $with] as $which => $command) {
        $start = hrtime(true);
        if (proc_close(proc_open($command, [], $pipes)) !== 0) {
            exit(1);
        }
        $times[$which][] = (hrtime(true) - $start) / 1e6;
    }
}
$median = function (array $times): float {
    sort($times);
    return $times[intdiv(count($times), 2)];
};
[$plain, $loaded] = array_map($median, $times);
printf("Start-up, median of %d runs each: %.2f ms without, %.2f ms with the extension: %.2f ms more\n",
    RUNS, $plain, $loaded, $loaded - $plain);
if ($loaded - $plain > MOST && in_array('--check', $argv, true)) {
    fwrite(STDERR, sprintf("more than %.1f ms\n", MOST));
    exit(1);
}
