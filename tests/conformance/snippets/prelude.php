<?php
// What a snippet finds in its program: the user of the session, the policy's nonce, a request's body.

$user = getenv('SNIPPET_GUEST') ? null : (object) ['email' => 'customer@example.com', 'name' => 'Jane </script>'];
$nonce = 'bm9uY2U=';
$body = getenv('SNIPPET_BODY');
