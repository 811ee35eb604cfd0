// What a snippet finds in its program: the request with the user of the session, the policy's nonce,
// a body, and the response as Express has it, which is shown at the end.
'use strict';

const shown = {};
let status = 200;

globalThis.request = {
  user: process.env.SNIPPET_GUEST ? null : { email: 'customer@example.com', name: 'Jane </script>' },
};
globalThis.nonce = 'bm9uY2U=';
globalThis.body = process.env.SNIPPET_BODY;
globalThis.response = {
  set: (name, value) => Object.assign(shown, typeof name === 'string' ? { [name]: value } : name),
  type: (type) => Object.assign(shown, { 'Content-Type': type }),
  status: (code) => {
    status = code;
  },
};
process.on('exit', () => {
  for (const [name, value] of Object.entries(shown)) console.log(`${name}: ${value}`);
  console.log(`Status: ${status}`);
});
