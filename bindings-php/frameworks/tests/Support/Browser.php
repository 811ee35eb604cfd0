<?php

namespace Userhash\Frameworks\Tests\Support;

use Closure;

/** Keeps cookies, follows nothing. */
final class Browser
{
    /** @var array<string, string> */
    public array $cookies = [];

    /** @param Closure(string $method, string $path, array $cookies, array $form): Reply $send */
    public function __construct(private readonly Closure $send)
    {
    }

    public function get(string $path): Reply
    {
        return $this->request('GET', $path);
    }

    public function head(string $path): Reply
    {
        return $this->request('HEAD', $path);
    }

    /** @param array<string, string> $form */
    public function post(string $path, array $form = []): Reply
    {
        return $this->request('POST', $path, $form);
    }

    private function request(string $method, string $path, array $form = []): Reply
    {
        $reply = ($this->send)($method, $path, $this->cookies, $form);
        foreach ($reply->all('Set-Cookie') as $line) {
            [$name, $value] = explode('=', explode(';', $line)[0], 2);
            if (preg_match('/; *Max-Age=0\b/i', $line) || $value === '') {
                unset($this->cookies[$name]);
            } else {
                $this->cookies[$name] = urldecode($value);
            }
        }
        return $reply;
    }
}
