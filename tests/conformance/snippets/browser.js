// Runs the browser's snippet in a page that is made of what it uses, and shows what the widget was
// told. Before the widget has loaded, work waits in an array; afterwards it is done at once.
'use strict';

const fs = require('node:fs');
const vm = require('node:vm');

const source = fs.readFileSync(process.argv[2], 'utf8');
const visitor = { user_hash: 'a'.repeat(64), userDetails: { email: 'customer@example.com' } };
const wait = () => new Promise((resolve) => setImmediate(resolve));

async function told(work, status, loaded) {
  const calls = [];
  const window = {
    acquireIO: {
      loginVisitor: (hash, details) => calls.push(`login ${hash.length} ${JSON.stringify(details)}`),
      logoutVisitor: () => calls.push('logout'),
    },
  };
  const { acquireIO } = window;
  if (!loaded) delete window.acquireIO;
  const page = {
    window,
    fetch: async (path, options) => {
      calls.push(`${path} ${options.credentials} ${options.cache}`);
      return { status, ok: status < 300, json: async () => visitor };
    },
  };
  if (loaded) window.acquire = { push: (run) => run() };
  vm.runInNewContext(`${source};result = ${work}`, page);
  const failed = await Promise.resolve(page.result).then(() => '', (error) => error.message);
  await wait();
  if (!loaded) {
    calls.push('loaded');
    window.acquireIO = acquireIO;
    window.acquire.forEach((run) => run());
  }
  return [...calls, failed].filter(Boolean).join(', ');
}

async function main() {
  for (const [work, status] of [
    ['loggedIn()', 200], ['loggedIn({ switching: true })', 200], ['loggedIn()', 204],
    ['loggedIn()', 500], ['loggedOut()', 200],
  ]) {
    for (const loaded of [true, false]) console.log(await told(work, status, loaded));
  }
}

main();
