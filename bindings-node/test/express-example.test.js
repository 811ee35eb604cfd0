'use strict';

// The application of examples/express as a process of its own, as a demo or a person starts it.

const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const http = require('node:http');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { createInterface } = require('node:readline');
const { SecretKey, logoutScriptTag } = require('userhash');
const { Browser } = require('./browser.js');

const RUN = path.join(__dirname, '..', '..', 'examples', 'express', 'run');
const SECRET = 'correct horse battery staple';
const WIDGET_URL = 'https://chat.example/widget.js';
const STYLE = 'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1c2430}input,button{font:inherit;padding:.4rem .6rem;margin:.2rem 0}#error{color:#b3261e}';

const key = new SecretKey(SECRET);
const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };
const GRACE = { email: 'grace@example.com', name: 'Grace Hopper' };
const EVE = { email: 'eve@example.com', name: 'Eve </script><script>alert(1)</script>' };

let app;
let port;
let output = '';
before(async () => {
  port = await freePort();
  const env = { ...process.env, PORT: String(port), USERHASH_SECRET_KEY: SECRET, WIDGET_URL, WIDGET_APP: 'express' };
  app = spawn(RUN, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(app.stdout);
  lines.on('line', (line) => { output += `${line}\n`; });
  await Promise.race([once(lines, 'line'), once(lines, 'close').then(() => assert.fail('the app ended'))]);
});
after(() => app.exitCode ?? app.kill('SIGKILL'));

/** A port that nobody listens at. */
async function freePort() {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  await once(server, 'close');
  return free;
}

/** What a page has, checked for what every page has. */
function read({ text, headers }) {
  const nonce = /script-src 'nonce-([^']+)'/.exec(headers['content-security-policy'])[1];
  assert.equal(Buffer.from(nonce, 'base64').length, 16);
  assert.equal(headers['content-security-policy'], `default-src 'self'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self' https://chat.example; img-src 'self' data:; base-uri 'none'; object-src 'none'`);
  assert.equal(headers['x-frame-options'], undefined);
  assert.ok(text.includes('<title>express</title>') && text.includes('<h1>express</h1>'));
  assert.ok(text.includes(`<style nonce="${nonce}">${STYLE}</style>`));
  const widget = `<script src="${WIDGET_URL}" data-app="express" nonce="${nonce}" async></script>\n</head>`;
  const [head] = text.split(widget);
  assert.ok(head.length < text.length, text);
  const tags = head.split('</style>')[1].trim();
  assert.match(text, /<form id="login" method="post" action="\/login">[^]*name="email"[^]*name="password"[^]*<button>[^]*<\/form>/);
  return {
    nonce,
    tags,
    who: /<p id="who">(.*)<\/p>/.exec(text)[1],
    error: /<p id="error">(.+)<\/p>/.exec(text)?.[1],
    token: /name="token" value="([^"]+)"/.exec(text)[1],
    canLogOut: /<form id="logout" method="post" action="\/logout">[^]*<button>/.test(text),
  };
}

const see = async (browser) => read(await browser.get('/'));
const tagOf = (user, nonce) => key.visitor(user).scriptTag({ nonce });

/** Sends the form of the page. */
async function send(browser, form, fields) {
  const { token } = await see(browser);
  return browser.post(form, { token, ...fields });
}

async function logIn(browser, { email }) {
  const { status, headers, text } = await send(browser, '/login', { email, password: 'demo' });
  assert.deepEqual([status, headers.location], [303, '/'], text);
}

test('it says where it is, and nothing else', () => {
  assert.equal(output, `express on http://127.0.0.1:${port}\n`);
});

test('a guest', async () => {
  const browser = new Browser(port);
  const first = await browser.get('/');
  const page = read(first);
  assert.deepEqual([page.who, page.tags, page.error, page.canLogOut], ['guest', '', undefined, false]);
  assert.equal(first.headers['cache-control'], undefined);
  assert.deepEqual([...browser.cookies.keys()], ['express_session']);
  assert.match(first.set.join(), /; HttpOnly; SameSite=Lax$/);
  assert.notEqual((await see(browser)).nonce, page.nonce);
  const json = await browser.get('/visitor.json');
  assert.deepEqual([json.status, json.text, json.headers['cache-control']], [204, '', 'no-store']);
});

test('a user logs in, is known to the widget, and logs out', async () => {
  const browser = new Browser(port);
  await see(browser);
  const before = browser.cookies.get('express_session');
  await logIn(browser, ADA);
  assert.notEqual(browser.cookies.get('express_session'), before);
  const answer = await browser.get('/');
  const page = read(answer);
  assert.equal(page.who, 'Ada Lovelace &lt;ada@example.com&gt;');
  assert.equal(page.tags, tagOf(ADA, page.nonce));
  assert.ok(page.canLogOut);
  assert.equal(answer.headers['cache-control'], 'private, no-store');
  assert.equal(answer.headers.vary, 'Cookie');
  const json = await browser.get('/visitor.json');
  assert.equal(json.text, key.visitor(ADA).toJson());
  assert.equal(json.headers['cache-control'], 'private, no-store');

  const session = browser.cookies.get('express_session');
  const out = await send(browser, '/logout');
  assert.deepEqual([out.status, out.headers.location], [303, '/']);
  const told = await see(browser);
  assert.deepEqual([told.who, told.tags], ['guest', logoutScriptTag({ nonce: told.nonce })]);
  assert.equal((await see(browser)).tags, '');
  assert.equal(browser.cookies.has('userhash_logout'), false);
  // The session is gone, not only its cookie.
  const thief = new Browser(port);
  thief.cookies.set('express_session', session);
  assert.equal((await see(thief)).who, 'guest');
});

test('another user, without a logout', async () => {
  const browser = new Browser(port);
  await logIn(browser, ADA);
  await logIn(browser, GRACE);
  const page = await see(browser);
  assert.equal(page.who, 'Grace Hopper &lt;grace@example.com&gt;');
  assert.equal(page.tags, logoutScriptTag({ nonce: page.nonce }) + tagOf(GRACE, page.nonce));
  const next = await see(browser);
  assert.equal(next.tags, tagOf(GRACE, next.nonce));
});

test('a user whose name is a script', async () => {
  const browser = new Browser(port);
  await logIn(browser, EVE);
  const page = await see(browser);
  assert.equal(page.who, 'Eve &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &lt;eve@example.com&gt;');
  assert.equal(page.tags, tagOf(EVE, page.nonce));
});

test('wrong passwords and strangers', async () => {
  const browser = new Browser(port);
  for (const fields of [{ email: ADA.email, password: 'Demo' }, { email: 'mallory@example.com', password: 'demo' }, { email: '', password: '' }, {}]) {
    const answer = await send(browser, '/login', fields);
    const page = read(answer);
    assert.equal(answer.status, 401);
    assert.deepEqual([page.who, page.error, page.tags], ['guest', 'Wrong e-mail or password.', '']);
  }
});

test('forms of other sites are refused', async () => {
  const [victim, attacker] = [new Browser(port), new Browser(port)];
  const { token: theirs } = await see(attacker);
  await logIn(victim, ADA);
  for (const token of [undefined, '', 'x', theirs, `${theirs}x`, 'é'.repeat(22)]) {
    const fields = { ...(token !== undefined && { token }), email: GRACE.email, password: 'demo' };
    for (const form of ['/login', '/logout']) {
      const refused = await victim.post(form, fields);
      assert.equal(refused.status, 403, form);
      assert.match(read(refused).error, /too old/);
    }
  }
  assert.equal((await victim.request('POST', '/logout')).status, 403);
  assert.equal((await see(victim)).who, 'Ada Lovelace &lt;ada@example.com&gt;');
});

test('without a secret key it says so, and ends', () => {
  const env = { ...process.env, PORT: String(port), WIDGET_URL };
  delete env.USERHASH_SECRET_KEY;
  for (const [secret, message] of [[undefined, /^USERHASH_SECRET_KEY: there is no secret key/m], [' canary', /^USERHASH_SECRET_KEY: /m]]) {
    const { status, stdout, stderr } = spawnSync(RUN, { env: { ...env, ...(secret && { USERHASH_SECRET_KEY: secret }) }, encoding: 'utf8' });
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /canary|\n {4}at /);
  }
});

// The last one: it ends the app.
test('SIGTERM ends it, with connections open', async () => {
  const agent = new http.Agent({ keepAlive: true });
  const request = http.get({ host: '127.0.0.1', port, agent });
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  agent.destroy();
});
