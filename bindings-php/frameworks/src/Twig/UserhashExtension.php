<?php

declare(strict_types=1);

namespace Userhash\Frameworks\Twig;

use Closure;
use Twig\Extension\AbstractExtension;
use Twig\TwigFunction;

/** `{{ userhash() }}`, or `{{ userhash(nonce) }}`, for the head of Twig's templates. */
final class UserhashExtension extends AbstractExtension
{
    /** @param Closure(?string): string $tag What renders the tag, such as `$page->tag(...)`. */
    public function __construct(private readonly Closure $tag)
    {
    }

    public function getFunctions(): array
    {
        return [new TwigFunction('userhash', $this->tag, ['is_safe' => ['html']])];
    }
}
