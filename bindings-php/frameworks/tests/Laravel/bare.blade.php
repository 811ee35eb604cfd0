<!doctype html>
<title>Shop</title>
<script src="https://chat.example/widget.js" nonce="{{ $nonce }}" async></script>
