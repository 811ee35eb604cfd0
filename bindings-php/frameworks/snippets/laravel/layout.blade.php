<!doctype html>
<title>Shop</title>
@userhash($nonce)
<script src="https://chat.example/widget.js" nonce="{{ $nonce }}" async></script>
