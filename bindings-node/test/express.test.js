'use strict';

// Visitors on pages of a real Express with sessions and EJS.

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const express = require('express');
const session = require('express-session');
const { KeyRing, SecretKey, logoutScriptTag } = require('userhash');
const { userhash } = require('userhash/express');
const { Browser, serve } = require('./browser.js');

const NONCE = 'bm9uY2U=';
const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };
const GRACE = { email: 'grace@example.com', name: 'Grace </script>' };
const REMEMBERS = /^userhash_logout=1; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/;
const FORGETS = /^userhash_logout=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/;
const HEADERS = { 'cache-control': 'private, no-store', vary: 'Cookie' };

const key = new SecretKey('correct horse battery staple');
const fromSession = (request) => request.session.user;
const tagOf = (user, nonce = NONCE) => key.visitor(user).scriptTag({ nonce });
const page = (head, who = 'guest') => `<!doctype html><html><head>${head}</head><body><p>${who}</p></body></html>`;
const ours = ({ set }) => set.filter((cookie) => cookie.startsWith('userhash_'));

/** An application that logs in whom it is told to, and shows pages. */
function site(settings, { wired = true } = {}) {
  const app = express();
  app.set('views', path.join(__dirname, 'views')).set('view engine', 'ejs').set('env', 'test');
  app.use(session({ secret: 'of the session', resave: false, saveUninitialized: false }));
  app.use(express.urlencoded({ extended: true }), express.json());
  app.use((request, response, next) => {
    response.locals.cspNonce = NONCE;
    response.locals.who = request.session.user?.email ?? 'guest';
    next();
  });
  if (wired) app.use(userhash({ key, details: fromSession, ...settings }));
  app.post('/login', (request, response) => {
    if (request.session.user) response.locals.userhash.logout();
    request.session.user = request.body;
    response.redirect(303, '/');
  });
  app.post('/logout', (request, response, next) => {
    response.locals.userhash.logout();
    request.session.destroy((error) => (error ? next(error) : response.redirect(303, '/')));
  });
  app.all('/', (request, response) => response.render(wired ? 'page' : 'without'));
  app.get('/without', (request, response) => response.render('without'));
  app.get('/elsewhere', (request, response) => response.redirect('/'));
  app.get('/broken', (request, response) => response.render('broken'));
  app.get('/escaped', (request, response) => response.render('escaped'));
  app.get('/explicit', (request, response) => response.render('explicit', { nonce: request.query.nonce }));
  app.get('/unasked', (request, response) => response.render('explicit', { nonce: null }));
  app.get('/cached', (request, response) => {
    response.set({ 'Cache-Control': 'public, max-age=60', Vary: 'Accept' });
    response.render('page');
  });
  app.get('/visitor.json', (request, response) => {
    const json = response.locals.userhash.toJson();
    if (json === null) response.sendStatus(204);
    else response.type('json').send(json);
  });
  app.use((error, request, response, next) => {
    response.status(500).json({ code: error.code, name: error.name });
    void next;
  });
  return app;
}

const visit = async (t, settings) => new Browser(await serve(t, site(settings)));

test('a guest’s page is the page without the tag, byte for byte', async (t) => {
  const [plain, wired] = [new Browser(await serve(t, site({}, { wired: false }))), await visit(t)];
  for (const options of [{}, { headers: { cookie: 'other=1; xuserhash_logout=1; userhash_logout=2' } }]) {
    const [expected, got] = [await plain.get('/', options), await wired.get('/', options)];
    assert.equal(got.text, expected.text);
    assert.equal(got.text, page(''));
    assert.deepEqual(got.raw, expected.raw);
    assert.deepEqual(got.set, []);
  }
});

test('a user’s page has the snippet, and headers that keep it out of caches', async (t) => {
  const browser = await visit(t);
  await browser.post('/login', ADA);
  const { text, headers, set } = await browser.get('/');
  assert.equal(text, page(tagOf(ADA), ADA.email));
  assert.equal(headers['cache-control'], HEADERS['cache-control']);
  assert.equal(headers.vary, HEADERS.vary);
  assert.deepEqual(set, []);
  const cached = await browser.get('/cached');
  assert.equal(cached.headers['cache-control'], HEADERS['cache-control']);
  assert.equal(cached.headers.vary, 'Accept, Cookie');
  // What shows nobody stays as it is.
  const without = await browser.get('/without');
  assert.equal(without.headers['cache-control'], undefined);
  assert.equal(without.headers.vary, undefined);
});

test('the nonce is the one of the page, or the one that is given', async (t) => {
  const browser = await visit(t);
  await browser.post('/login', ADA);
  assert.equal((await browser.get('/explicit?nonce=YWJj')).text, tagOf(ADA, 'YWJj'));
  assert.equal((await browser.get('/explicit')).text, tagOf(ADA));
  assert.equal((await browser.get('/unasked')).text, tagOf(ADA, null));
  assert.deepEqual(JSON.parse((await browser.get('/explicit?nonce=a%22b')).text), { code: 'malformed_nonce', name: 'UserhashError' });
  const own = await visit(t, { nonce: (request, response) => `${response.locals.cspNonce}=` });
  await own.post('/login', ADA);
  assert.equal((await own.get('/')).text, page(tagOf(ADA, `${NONCE}=`), ADA.email));
});

test('after a logout, the next page tells the widget, once', async (t) => {
  const browser = await visit(t);
  await browser.post('/login', ADA);
  const out = await browser.post('/logout');
  assert.match(ours(out).join(), REMEMBERS);
  // Nothing in between consumes it.
  for (const between of ['/elsewhere', '/without', '/nowhere', '/broken', '/visitor.json']) {
    assert.deepEqual(ours(await browser.get(between)), [], between);
  }
  assert.deepEqual(ours(await browser.request('HEAD', '/')), []);
  const told = await browser.get('/');
  assert.equal(told.text, page(logoutScriptTag({ nonce: NONCE })));
  assert.equal(told.headers['cache-control'], HEADERS['cache-control']);
  assert.equal(told.headers.vary, HEADERS.vary);
  assert.match(ours(told).join(), FORGETS);
  const next = await browser.get('/');
  assert.equal(next.text, page(''));
  assert.deepEqual(next.set, []);
  assert.equal(next.headers['cache-control'], undefined);
});

test('another user after a logout, or without one, is told after the logout', async (t) => {
  const browser = await visit(t);
  await browser.post('/login', ADA);
  await browser.get('/');
  const both = page(logoutScriptTag({ nonce: NONCE }) + tagOf(GRACE), GRACE.email);
  await browser.post('/logout');
  assert.deepEqual(ours(await browser.post('/login', GRACE)), []);
  assert.equal((await browser.get('/')).text, both);
  assert.equal((await browser.get('/')).text, page(tagOf(GRACE), GRACE.email));
  await browser.post('/login', ADA);
  await browser.get('/');
  assert.match(ours(await browser.post('/login', GRACE)).join(), REMEMBERS);
  const told = await browser.get('/');
  assert.equal(told.text, both);
  assert.match(ours(told).join(), FORGETS);
});

test('a page in answer to the logout tells at once, and leaves no mark', async (t) => {
  const app = express().set('views', path.join(__dirname, 'views')).set('view engine', 'ejs');
  app.use(userhash({ key, details: () => null }));
  app.post('/logout', (request, response) => {
    response.locals.userhash.logout();
    response.render('page', { who: 'guest' });
  });
  app.post('/logout-after', (request, response) => {
    const page = response.locals.userhash.tag();
    response.locals.userhash.logout();
    response.send(page);
  });
  const browser = new Browser(await serve(t, app));
  const out = await browser.post('/logout');
  assert.equal(out.text, page(logoutScriptTag()));
  assert.deepEqual(out.set, []);
  assert.match((await browser.post('/logout-after')).set.join(), REMEMBERS);
  const again = await browser.post('/logout');
  assert.equal(again.text, page(logoutScriptTag()));
  assert.match(again.set.join(), FORGETS);
});

test('the mark is for HTTPS only where the request came by it', async (t) => {
  const forwarded = { headers: { 'x-forwarded-proto': 'https' } };
  const app = site();
  const browser = new Browser(await serve(t, app));
  assert.match(ours(await browser.post('/logout', {}, forwarded)).join(), REMEMBERS);
  app.set('trust proxy', true);
  assert.match(ours(await browser.post('/logout', {}, forwarded)).join(), /; SameSite=Lax; Secure$/);
  assert.match(ours(await browser.get('/', forwarded)).join(), /Max-Age=0;.*; Secure$/);
});

test('single-page apps fetch the visitor', async (t) => {
  const browser = await visit(t);
  const guest = await browser.get('/visitor.json');
  assert.equal(guest.status, 204);
  assert.equal(guest.headers['cache-control'], undefined);
  await browser.post('/login', ADA);
  const { text, headers } = await browser.get('/visitor.json');
  assert.equal(text, key.visitor(ADA).toJson());
  assert.equal(headers['cache-control'], HEADERS['cache-control']);
  assert.equal(headers.vary, HEADERS.vary);
});

test('nobody is who they say they are', async (t) => {
  const browser = await visit(t);
  const claim = 'email=eve@example.com&user=eve@example.com&user[email]=eve@example.com&userhash=1';
  const headers = { 'x-user': 'eve@example.com' };
  const plain = await browser.get('/');
  assert.equal((await browser.get(`/?${claim}`, { headers })).text, plain.text);
  assert.equal((await browser.request('POST', '/', { body: claim, headers })).text, plain.text);
  const json = { 'content-type': 'application/json' };
  assert.equal((await browser.request('POST', '/', { body: '{"email":"eve@example.com"}', headers: json })).text, plain.text);
  await browser.post('/login', ADA);
  const known = page(tagOf(ADA), ADA.email);
  assert.equal((await browser.get(`/?${claim}`, { headers })).text, known);
  assert.equal((await browser.request('POST', '/', { body: claim, headers })).text, known);
});

test('details that can’t be signed are an error, and no half page', async (t) => {
  const wrong = { missing_user: { name: 'Ada' }, empty_user: { email: '' }, malformed_details: { ...ADA, x: NaN } };
  for (const [code, details] of Object.entries(wrong)) {
    const { status, text } = await (await visit(t, { details: () => details })).get('/');
    assert.equal(status, 500);
    assert.deepEqual(JSON.parse(text), { code, name: 'UserhashError' });
  }
  const late = await (await visit(t, { details: async () => ADA })).get('/');
  assert.deepEqual(JSON.parse(late.text), { code: 'ERR_INVALID_RETURN_VALUE', name: 'TypeError' });
});

test('a wrong set-up shows at the start', () => {
  const details = fromSession;
  assert.throws(() => userhash({ key: new SecretKey(' padded'), details }), { name: 'UserhashError', code: 'padded_secret' });
  assert.throws(() => userhash({ key: SecretKey.fromEnv('USERHASH_NOT_SET'), details }), { code: 'missing_secret' });
  const wrong = [undefined, null, {}, { key }, { details }, { key, details: ADA }, { key: null, details },
    { key, details, identity: 5 }, { key, details, identity: null }, { key, details, nonce: NONCE },
    { key, details, secure: true }];
  for (const settings of wrong) {
    assert.throws(() => userhash(settings), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
  }
  assert.throws(() => userhash({ key: 'the canary', details }), (error) =>
    error.message === 'The "settings.key" property must be an instance of SecretKey or KeyRing. Received string');
});

test('rings sign with their current key, and users may be named by another field', async (t) => {
  const browser = await visit(t, {
    key: new KeyRing(key, new SecretKey('an older secret')),
    details: ({ session: { user } }) => user && { id: Number(user.id), email: user.email },
    identity: 'id',
  });
  await browser.post('/login', { ...ADA, id: '42' });
  const expected = key.visitor({ id: 42, email: ADA.email }, { identity: 'id' });
  assert.equal((await browser.get('/')).text, page(expected.scriptTag({ nonce: NONCE }), ADA.email));
});

test('every payload in every slot reaches the page as the snippet that was tested, or not at all', async (t) => {
  const vectors = path.join(__dirname, '..', '..', 'tests', 'vectors', 'injections.json');
  const { payloads } = JSON.parse(readFileSync(vectors, 'utf8'));
  assert.ok(payloads.length > 100);
  let details;
  const browser = await visit(t, { details: () => details });
  for (const payload of payloads) {
    const slots = [{ email: payload }, { ...ADA, name: payload }, { ...ADA, [payload]: 'value' }, { ...ADA, x: { [payload]: [payload] } }];
    for (details of slots) {
      let expected;
      try {
        expected = page(tagOf(details));
      } catch (error) {
        assert.equal(payload, '__proto__');
        expected = JSON.stringify({ code: error.code, name: 'UserhashError' });
      }
      assert.equal((await browser.get('/')).text, expected, payload);
    }
  }
  assert.equal((await browser.get('/')).text.split('<script').length, 2);
});

test('a template that escapes the tag shows it as text', async (t) => {
  const browser = await visit(t);
  await browser.post('/login', GRACE);
  const { text } = await browser.get('/escaped');
  assert.doesNotMatch(text, /[<>"]/);
  assert.ok(text.includes('&lt;script nonce=&#34;'));
});
