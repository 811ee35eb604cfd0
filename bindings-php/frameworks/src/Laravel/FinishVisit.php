<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Laravel;

use Closure;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Userhash\Frameworks\HttpFoundation\Visits;

/** The middleware that gives responses their headers. A bad secret key is found as it is made. */
final class FinishVisit
{
    public function __construct(private readonly Visits $visits)
    {
    }

    public function handle(Request $request, Closure $next): Response
    {
        // Now, while cookies are what the browser sent: the one of ours isn't encrypted.
        $this->visits->of($request);
        $response = $next($request);
        $this->visits->finish($request, $response);
        return $response;
    }
}
