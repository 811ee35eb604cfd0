<?php

namespace Userhash\Frameworks\Tests\Support;

/** A process that serves HTTP on 127.0.0.1, until it is told to stop. */
final class Server
{
    /** @var resource */
    private $process;
    private readonly Folder $folder;

    /**
     * @param string[] $command
     * @param array<string, string> $environment All that it gets, apart from the PATH.
     */
    public function __construct(array $command, public readonly int $port, array $environment = [])
    {
        $this->folder = new Folder();
        $path = $this->folder->path;
        // Sessions go there, too.
        $environment += ['PATH' => getenv('PATH'), 'TMPDIR' => $path];
        $files = [['file', '/dev/null', 'r'], ['file', "$path/out", 'w'], ['file', "$path/err", 'w']];
        $this->process = proc_open($command, $files, $pipes, null, $environment);
    }

    /** A port that nothing listens on, chosen by the system. */
    public static function freePort(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        $name = stream_socket_get_name($socket, false);
        fclose($socket);
        return (int) substr(strrchr($name, ':'), 1);
    }

    /** Waits until it has printed this. */
    public function await(string $text): void
    {
        // The limit is for a server that never comes up.
        for ($tries = 0; $tries < 2000; $tries++) {
            if (str_contains($this->output() . $this->errors(), $text)) {
                return;
            }
            if (!proc_get_status($this->process)['running']) {
                break;
            }
            usleep(10000);
        }
        throw new \RuntimeException("The server hasn't started:\n" . $this->output() . $this->errors());
    }

    public function output(): string
    {
        return file_get_contents("{$this->folder->path}/out");
    }

    public function errors(): string
    {
        return file_get_contents("{$this->folder->path}/err");
    }

    /** Waits until it has ended. @return int Its exit code, or 128 and its signal. */
    public function wait(): int
    {
        do {
            usleep(10000);
            $status = proc_get_status($this->process);
        } while ($status['running']);
        return $status['signaled'] ? 128 + $status['termsig'] : $status['exitcode'];
    }

    public function stop(): int
    {
        proc_terminate($this->process);
        return $this->wait();
    }

    /** What it has left in the folder that it was given for its temporary files. @return string[] */
    public function leftovers(): array
    {
        return array_values(array_diff(scandir($this->folder->path), ['.', '..', 'out', 'err']));
    }

    public function browser(): Browser
    {
        return new Browser($this->send(...));
    }

    private function send(string $method, string $path, array $cookies, array $form): Reply
    {
        $headers = ['Connection: close', 'Content-Type: application/x-www-form-urlencoded'];
        if ($cookies !== []) {
            $headers[] = 'Cookie: ' . implode('; ', array_map(
                static fn ($name, $value) => $name . '=' . urlencode($value),
                array_keys($cookies),
                $cookies,
            ));
        }
        $body = file_get_contents("http://127.0.0.1:$this->port$path", false, stream_context_create(['http' => [
            'method' => $method,
            'header' => $headers,
            'content' => http_build_query($form),
            'ignore_errors' => true,
            'follow_location' => 0,
        ]]));
        $status = (int) explode(' ', $http_response_header[0])[1];
        return new Reply($status, array_slice($http_response_header, 1), $body);
    }

    public function __destruct()
    {
        if (proc_get_status($this->process)['running']) {
            $this->stop();
        }
    }
}
