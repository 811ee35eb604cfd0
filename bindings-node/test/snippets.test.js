'use strict';

// The servers that the README shows.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { SecretKey, logoutScriptTag } = require('userhash');
const { Browser, serve } = require('./browser.js');

process.env.USERHASH_SECRET_KEY = 'a secret';
process.env.SESSION_SECRET = 'of the session';

const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };
const ada = new SecretKey('a secret').visitor(ADA);
const page = (head) => `<!doctype html><head>${head}</head>`;

/** Sees the page as Ada, logs out, and sees it twice as a guest. */
async function visit(browser) {
  const known = await browser.get('/');
  assert.equal(known.text, page(ada.scriptTag()));
  assert.equal(known.headers['cache-control'], 'private, no-store');
  assert.equal((await browser.post('/logout')).status, 303);
  assert.equal((await browser.get('/')).text, page(logoutScriptTag()));
  assert.equal((await browser.get('/')).text, page(''));
}

test('Express', async (t) => {
  const app = require('./snippets/express.js');
  app.post('/login', (request, response) => {
    request.session.user = ADA;
    response.sendStatus(204);
  });
  const browser = new Browser(await serve(t, app));
  assert.equal((await browser.get('/')).text, page(''));
  const nobody = await browser.get('/visitor.json');
  assert.deepEqual([nobody.status, nobody.headers['cache-control']], [204, 'no-store']);
  await browser.post('/login');
  const json = await browser.get('/visitor.json');
  assert.equal(json.text, ada.toJson());
  assert.match(json.headers['content-type'], /^application\/json/);
  await visit(browser);
});

test('node:http', async (t) => {
  const [listener] = require('./snippets/http.js').listeners('request');
  const browser = new Browser(await serve(t, listener));
  assert.equal((await browser.get('/')).text, page(''));
  browser.cookies.set('session', '1');
  await visit(browser);
});
