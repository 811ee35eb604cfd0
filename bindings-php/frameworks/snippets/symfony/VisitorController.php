<?php

namespace App\Controller;

use Symfony\Component\HttpFoundation\Response;
use Userhash\Frameworks\HttpFoundation\CurrentVisitor;

class VisitorController
{
    public function __invoke(CurrentVisitor $visitor): Response
    {
        return $visitor->json();
    }
}
