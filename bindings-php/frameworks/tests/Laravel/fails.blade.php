@userhash($nonce)
{{ throw new \RuntimeException("fails") }}
