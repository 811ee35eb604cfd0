const { logoutScriptTag } = require('userhash');

console.log(logoutScriptTag({ nonce })); // on the page that is shown after the logout, and on no other
