// Stands in for the widget's script: does what a page asks of it by writing it down.
(function () {
  'use strict';
  var calls = [];
  function recording(name) {
    return function () {
      calls.push([name].concat(Array.prototype.slice.call(arguments)));
      return Promise.resolve();
    };
  }
  function work(entry) {
    if (typeof entry === 'function') {
      entry(window.acquireIO);
    } else {
      calls.push(['push', entry]);
    }
  }
  var waiting = window.acquire || [];
  window.acquireIO = { loginVisitor: recording('login'), logoutVisitor: recording('logout') };
  window.acquire = { push: work };
  waiting.forEach(work);
  window.recorder = { app: document.currentScript.getAttribute('data-app'), calls: calls };
})();
