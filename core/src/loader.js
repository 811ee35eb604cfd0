// Hands the visitor, or the logout, that a page carries as data to the chat widget.
// For pages whose Content Security Policy allows scripts from files only.
(function () {
  "use strict";
  var queue = (window.acquire = window.acquire || []);
  var elements = document.querySelectorAll('script[type="application/json"][data-userhash]');
  Array.prototype.forEach.call(elements, function (element) {
    if (element.getAttribute("data-userhash") === "logout") {
      queue.push(function () {
        window.acquireIO.logoutVisitor();
      });
    } else {
      queue.push(JSON.parse(element.textContent));
    }
  });
})();
