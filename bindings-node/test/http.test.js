'use strict';

// Visitors on pages that node:http serves without a framework, however a response is written.

const assert = require('node:assert/strict');
const http2 = require('node:http2');
const { once } = require('node:events');
const { test } = require('node:test');
const { SecretKey, logoutScriptTag } = require('userhash');
const { userhash } = require('userhash/http');
const { Browser, serve } = require('./browser.js');

const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };
const MARK = 'userhash_logout=1';
const SENT = { headers: { cookie: MARK } };
const REMEMBERS = 'userhash_logout=1; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax';
const FORGETS = 'userhash_logout=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax';

const key = new SecretKey('correct horse battery staple');
const visitor = key.visitor(ADA);
/** Whoever the browser's cookie names: for a test, the session. */
const details = (request) => (/user=ada/.test(request.headers.cookie ?? '') ? ADA : undefined);
const visitors = userhash({ key, details });

/** Serves what `answer` writes, with the tag, to Ada or to a guest. */
async function get(t, answer, { user = 'ada', method = 'GET', headers } = {}, wiring = visitors) {
  let failure;
  const port = await serve(t, (request, response) => {
    try {
      answer(wiring(request, response), response, request);
    } catch (error) {
      failure = error;
      response.end();
    }
  });
  const cookie = `user=${user}; ${headers?.cookie ?? ''}`;
  const answered = await new Browser(port).request(method, '/', { headers: { ...headers, cookie } });
  if (failure) throw failure;
  return answered;
}

/** What a response had before, and how it is written. */
const WAYS = {
  end: [{}, (response, tag) => response.end(tag)],
  'write, end': [{}, (response, tag) => { response.write(tag); response.end(); }],
  'flushHeaders, end': [{}, (response, tag) => { response.flushHeaders(); response.end(tag); }],
  'writeHead(status)': [{}, (response, tag) => response.writeHead(200).end(tag)],
  'writeHead(status, reason)': [{}, (response, tag) => response.writeHead(200, 'Fine').end(tag)],
  'headers that were set': [{ vary: 'Accept', cookie: ['a=1'] }, (response, tag) => {
    response.setHeader('cache-control', 'public');
    response.setHeader('vary', 'Accept');
    response.setHeader('set-cookie', 'a=1');
    response.end(tag);
  }],
  'headers that were set several times': [{ vary: 'Accept, Origin', cookie: ['a=1', 'b=2'] }, (response, tag) => {
    response.setHeader('Cache-Control', ['public', 'max-age=60']);
    response.setHeader('Vary', ['Accept', 'Origin']);
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.end(tag);
  }],
  'writeHead(status, object)': [{ vary: 'Accept', cookie: ['a=1'], x: 'y' }, (response, tag) => {
    response.writeHead(200, { 'CACHE-CONTROL': 'public', VARY: 'Accept', 'Set-Cookie': ['a=1'], X: 'y' }).end(tag);
  }],
  'writeHead(status, reason, object)': [{ vary: 'Accept', x: 'y' }, (response, tag) => {
    response.setHeader('X', 'x');
    response.writeHead(200, 'Fine', { 'Cache-Control': 'public', Vary: 'Accept', X: 'y' }).end(tag);
  }],
  'writeHead(status, undefined, object)': [{ x: 'y' }, (response, tag) => {
    response.writeHead(200, undefined, { 'Cache-Control': 'public', X: 'y' }).end(tag);
  }],
  'writeHead(status, array)': [{ vary: 'Accept', cookie: ['a=1', 'b=2'] }, (response, tag) => {
    response.setHeader('Set-Cookie', 'c=3');
    response.writeHead(200, ['Cache-Control', 'public', 'Vary', 'Accept', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end(tag);
  }],
  'writeHead(status, pairs)': [{ vary: 'Accept', cookie: ['a=1', 'b=2'] }, (response, tag) => {
    response.writeHead(200, [['Cache-Control', 'public'], ['Vary', 'Accept'], ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2']]).end(tag);
  }],
  'Vary for everything': [{ vary: '*', only: true }, (response, tag) => response.writeHead(200, { Vary: '*' }).end(tag)],
  'Vary with the cookie': [{ vary: 'Accept, COOKIE', only: true }, (response, tag) => response.writeHead(200, { Vary: 'Accept, COOKIE' }).end(tag)],
  'hooks that were put in front later': [{ vary: 'Accept-Encoding', cookie: ['a=1'] }, (response, tag) => {
    const { writeHead } = response;
    response.writeHead = function (...given) {
      this.setHeader('Cache-Control', 'public');
      this.setHeader('Vary', 'Accept-Encoding');
      this.setHeader('Set-Cookie', 'a=1');
      return writeHead.apply(this, given);
    };
    response.end(tag);
  }],
};

for (const [name, [had, write]] of Object.entries(WAYS)) {
  test(`headers are merged: ${name}`, async (t) => {
    const { text, headers } = await get(t, (exchange, response) => write(response, exchange.tag()), SENT);
    assert.equal(text, logoutScriptTag() + visitor.scriptTag());
    assert.equal(headers['cache-control'], 'private, no-store');
    const vary = had.vary === undefined ? 'Cookie' : `${had.vary}, Cookie`;
    assert.equal(headers.vary, had.only ? had.vary : vary);
    assert.deepEqual(headers['set-cookie'], [...(had.cookie ?? []), FORGETS]);
    assert.equal(headers.x, had.x);
  });

  test(`a guest’s page is written as if nobody had asked: ${name}`, async (t) => {
    const wired = await get(t, (exchange, response) => write(response, `<p>${exchange.tag()}`), { user: 'guest' });
    const plain = await get(t, (_, response) => write(response, '<p>'), { user: 'guest' }, () => {});
    assert.deepEqual(wired, plain);
  });
}

test('a reason that was given is kept', async (t) => {
  let message;
  await get(t, (exchange, response) => {
    const tag = exchange.tag();
    response.writeHead(200, 'Fine').end(tag);
    message = response.statusMessage;
  });
  assert.equal(message, 'Fine');
});

test('what is too late is an error, before anything is given away', async (t) => {
  const late = (call) => get(t, (exchange, response) => {
    response.write('<html>');
    call(exchange);
    response.end();
  });
  await assert.rejects(get(t, (exchange, response) => response.writeHead(200).end(exchange.tag())), { code: 'ERR_HTTP_HEADERS_SENT' });
  const sent = { name: 'Error', code: 'ERR_HTTP_HEADERS_SENT' };
  for (const call of [(its) => its.tag(), (its) => its.visitor(), (its) => its.toJson(), (its) => its.logout()]) {
    await assert.rejects(late(call), sent);
  }
  // For a guest there is nothing to be late with.
  assert.equal((await get(t, (exchange, response) => {
    response.write('<html>');
    response.end(exchange.tag() + exchange.toJson());
  }, { user: 'guest' })).text, '<html>null');
});

test('a tag that was rendered, then thrown away, has told nobody', async (t) => {
  const rendered = (status, method) => get(t, (exchange, response) => {
    exchange.tag();
    response.writeHead(status).end();
  }, { user: 'guest', method, ...SENT });
  for (const status of [302, 303, 304, 500, 503]) assert.equal((await rendered(status)).headers['set-cookie'], undefined, status);
  assert.equal((await rendered(200, 'HEAD')).headers['set-cookie'], undefined);
  for (const status of [200, 401, 404]) assert.deepEqual((await rendered(status)).headers['set-cookie'], [FORGETS], status);
});

test('what failed to be written, and is written again, sets the cookie once', async (t) => {
  const { status, headers } = await get(t, (exchange, response) => {
    exchange.tag();
    assert.throws(() => response.writeHead(99), { code: 'ERR_HTTP_INVALID_STATUS_CODE' });
    assert.throws(() => response.writeHead(200, 'No\nreason'), { code: 'ERR_INVALID_CHAR' });
    response.statusMessage = '';
    exchange.logout();
    assert.throws(() => response.writeHead(200, { x: undefined }), { code: 'ERR_HTTP_INVALID_HEADER_VALUE' });
    response.writeHead(200).end();
    assert.throws(() => response.writeHead(200), { code: 'ERR_HTTP_HEADERS_SENT' });
  }, SENT);
  assert.equal(status, 200);
  assert.deepEqual(headers['set-cookie'], [REMEMBERS]);
});

test('only the mark itself is a mark', async (t) => {
  const tagFor = async (cookie) => (await get(t, (exchange, response) => response.end(exchange.tag()), { user: 'guest', headers: { cookie } })).text;
  for (const cookie of [MARK, `${MARK};`, `a=b; ${MARK}; c=d`, `a=b;${MARK} ;c`]) {
    assert.equal(await tagFor(cookie), logoutScriptTag(), cookie);
  }
  for (const cookie of ['userhash_logout=', 'userhash_logout=10', 'userhash_logout=true', `x${MARK}`, `a="${MARK}"`, `a=${MARK}`, 'userhash_logout', 'USERHASH_LOGOUT=1']) {
    assert.equal(await tagFor(cookie), '', cookie);
  }
});

test('the cookie is for HTTPS only where the connection is, or where it is said to be', async (t) => {
  const out = (exchange, response) => { exchange.logout(); response.end(); };
  const cookies = async (...given) => (await get(t, ...given)).headers['set-cookie'];
  assert.deepEqual(await cookies(out), [REMEMBERS]);
  const behindProxy = userhash({ key, details, secure: (request) => request.headers['x-forwarded-proto'] === 'https' });
  assert.deepEqual(await cookies(out, {}, behindProxy), [REMEMBERS]);
  assert.deepEqual(await cookies(out, { headers: { 'x-forwarded-proto': 'https' } }, behindProxy), [`${REMEMBERS}; Secure`]);
  const encrypted = (exchange, response, request) => {
    request.socket.encrypted = true;
    out(exchange, response);
  };
  assert.deepEqual(await cookies(encrypted), [`${REMEMBERS}; Secure`]);
});

test('the visitor is there for answers other than pages', async (t) => {
  const asked = await get(t, (exchange, response) => response.end(exchange.visitor().loginCall()));
  assert.equal(asked.text, visitor.loginCall());
  assert.equal(asked.headers['cache-control'], 'private, no-store');
  const json = await get(t, (exchange, response) => response.end(exchange.toJson()), SENT);
  assert.equal(json.text, visitor.toJson());
  // An app that fetches JSON isn't told of the logout by it.
  assert.equal(json.headers['set-cookie'], undefined);
  const none = await get(t, (exchange, response) => response.end(String(exchange.visitor())), { user: 'guest' });
  assert.equal(none.text, 'null');
  assert.equal(none.headers['cache-control'], undefined);
});

test('the nonce may come from the settings', async (t) => {
  const wiring = userhash({ key, details, nonce: (request) => request.headers['x-nonce'] });
  const head = async (options, nonce) => (await get(t, (exchange, response) => response.end(exchange.tag(options)), { headers: { 'x-nonce': nonce } }, wiring)).text;
  assert.equal(await head(undefined, 'YWJj'), visitor.scriptTag({ nonce: 'YWJj' }));
  assert.equal(await head({ nonce: 'ZGVm' }, 'YWJj'), visitor.scriptTag({ nonce: 'ZGVm' }));
  assert.equal(await head({ nonce: null }, 'YWJj'), visitor.scriptTag());
  await assert.rejects(head(undefined, 'a b'), { code: 'malformed_nonce' });
  await assert.rejects(head('YWJj', 'YWJj'), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('it shows nothing of what it holds', async (t) => {
  const { inspect } = require('node:util');
  let shown;
  await get(t, (exchange, response) => {
    exchange.tag();
    shown = inspect(exchange, { depth: 9, showHidden: true }) + JSON.stringify(exchange);
    response.end();
  });
  assert.equal(shown, 'Exchange {}{}');
});

test('HTTP/2 has the same headers', async (t) => {
  const server = http2.createServer((request, response) => {
    const exchange = visitors(request, response);
    response.setHeader('vary', 'Accept');
    response.end(exchange.tag());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = http2.connect(`http://127.0.0.1:${server.address().port}`);
  t.after(() => {
    client.destroy();
    server.close();
  });
  const stream = client.request({ cookie: ['user=ada', MARK] });
  const [headers] = await once(stream, 'response');
  let text = '';
  for await (const part of stream.setEncoding('utf8')) text += part;
  assert.equal(text, logoutScriptTag() + visitor.scriptTag());
  assert.equal(headers['cache-control'], 'private, no-store');
  assert.equal(headers.vary, 'Accept, Cookie');
  assert.deepEqual(headers['set-cookie'], [FORGETS]);
});
