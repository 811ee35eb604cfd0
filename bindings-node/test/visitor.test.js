'use strict';

// Visitors on a page: what is rendered, what comes back from it, and what shows or stores them.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');
const { inspect } = require('node:util');
const v8 = require('node:v8');
const userhash = require('userhash');
const { KeyRing, SecretKey, UserhashError, Visitor } = userhash;

const ROOT = join(__dirname, '..', '..');
const SECRET = 'correct horse battery staple';
const USER = 'customer@example.com';
const QUEUE = 'window.acquire=window.acquire||[];';
const LOGOUT = 'acquireIO.logoutVisitor();';

const key = new SecretKey(SECRET);
const ring = new KeyRing(key, new SecretKey('an older secret'));
const hashOf = (user) => crypto.createHmac('sha256', SECRET).update(user).digest('hex');
const policyHash = (script) =>
  `'sha256-${crypto.createHash('sha256').update(script).digest('base64')}'`;
const refuses = (call, code) =>
  assert.throws(call, (error) => error instanceof UserhashError && error.code === code, code);
const { payloads } = JSON.parse(readFileSync(join(ROOT, 'tests/vectors/injections.json'), 'utf8'));

const visitor = key.visitor({ email: USER, name: 'Jane' });
const details = `{"email":"${USER}","name":"Jane"}`;
const told = `{"user_hash":"${hashOf(USER)}","userDetails":${details}}`;
const login = `acquireIO.loginVisitor("${hashOf(USER)}",${details});`;

test('what is rendered', () => {
  const script = `${QUEUE}acquire.push(${told});`;
  assert.equal(visitor.userHash, hashOf(USER));
  assert.equal(visitor.toJson(), told);
  assert.equal(visitor.script(), script);
  for (const none of [undefined, {}, { nonce: undefined }, { nonce: null }]) {
    assert.equal(visitor.scriptTag(none), `<script>${script}</script>`);
  }
  const tag = `<script nonce="bm9uY2U=">${script}</script>`;
  assert.equal(visitor.scriptTag({ nonce: 'bm9uY2U=' }), tag);
  assert.equal(visitor.loginCall(), `${QUEUE}acquire.push(function(){${login}});`);
  assert.equal(visitor.switchCall(), `${QUEUE}acquire.push(function(){${LOGOUT}${login}});`);
  assert.equal(visitor.cspHash(), policyHash(script));
  const data = `<script type="application/json" data-userhash="visitor">${told}</script>`;
  assert.equal(visitor.dataTag(), data);
});

test('what is rendered after a logout', () => {
  const call = `${QUEUE}acquire.push(function(){${LOGOUT}});`;
  assert.equal(userhash.logoutCall(), call);
  assert.equal(userhash.logoutScriptTag(), `<script>${call}</script>`);
  assert.equal(
    userhash.logoutScriptTag({ nonce: 'abc' }),
    `<script nonce="abc">${call}</script>`,
  );
  assert.equal(userhash.logoutCspHash(), policyHash(call));
  const data = '<script type="application/json" data-userhash="logout">null</script>';
  assert.equal(userhash.logoutDataTag(), data);
});

test('the loader and the headers', () => {
  assert.equal(userhash.loader(), readFileSync(join(ROOT, 'core/src/loader.js'), 'utf8'));
  const expected = { 'Cache-Control': 'private, no-store', Vary: 'Cookie' };
  const headers = userhash.headers();
  assert.deepEqual(headers, expected);
  headers.Vary = 'changed';
  assert.deepEqual(userhash.headers(), expected);
});

/** A payload in every place that a caller fills in. */
function slots(payload) {
  return [
    { email: payload },
    { email: USER, name: payload },
    { email: USER, [payload]: 'value' },
    { email: USER, [payload]: payload },
    { email: USER, company: { [payload]: [payload, { x: payload }] } },
  ];
}

test('no payload leaves its place or is lost', () => {
  assert.ok(payloads.length > 100);
  for (const payload of payloads) {
    for (const [index, given] of slots(payload).entries()) {
      if (payload === '__proto__' && index >= 2) {
        refuses(() => key.visitor(given), 'malformed_details');
        continue;
      }
      const made = key.visitor(given);
      assert.equal(made.userHash, hashOf(given.email));
      const expected = { user_hash: made.userHash, userDetails: given };
      assert.deepEqual(JSON.parse(made.toJson()), expected);
      const pushed = made.script().slice(`${QUEUE}acquire.push(`.length, -');'.length);
      assert.deepEqual(JSON.parse(pushed), expected);
      const passed = made.loginCall().split('acquireIO.loginVisitor(')[1].slice(0, -');});'.length);
      assert.deepEqual(JSON.parse(`[${passed}]`), [made.userHash, given]);
      for (const text of [made.toJson(), made.script(), made.loginCall(), made.switchCall()]) {
        assert.match(text, /^[ -~]*$/);
        assert.doesNotMatch(text, /[<>&']/);
      }
      for (const tag of [made.scriptTag({ nonce: 'abc' }), made.dataTag()]) {
        assert.match(tag, /^<[^<>]*>[^<>]*<\/script>$/);
        assert.match(tag, /^[ -~]*$/);
      }
    }
  }
});

test('a nonce is one of CSP or refused', () => {
  let refused = 0;
  for (const payload of [...payloads, '', ' ', 'a b', 'a"', 'a\n', 'é', 'a\ud800', 'a\u0000']) {
    if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(payload)) {
      const tag = visitor.scriptTag({ nonce: payload });
      assert.equal(tag, visitor.scriptTag().replace('<script', () => `<script nonce="${payload}"`));
    } else {
      refuses(() => visitor.scriptTag({ nonce: payload }), 'malformed_nonce');
      refuses(() => userhash.logoutScriptTag({ nonce: payload }), 'malformed_nonce');
      refused += 1;
    }
  }
  assert.ok(refused > 100);
});

test('options of other types are refused, text among them', () => {
  const wrong = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
  for (const options of [null, 'abc', 5, true, Symbol('x'), () => {}]) {
    assert.throws(() => visitor.scriptTag(options), wrong);
    assert.throws(() => userhash.logoutScriptTag(options), wrong);
    assert.throws(() => key.visitor({ email: USER }, options), wrong);
    assert.throws(() => ring.visitor({ email: USER }, options), wrong);
  }
  for (const value of [5, true, ['abc'], {}, Buffer.from('abc'), Symbol('x')]) {
    assert.throws(() => visitor.scriptTag({ nonce: value }), wrong);
    assert.throws(() => key.visitor({ email: USER }, { identity: value }), wrong);
  }
  assert.throws(() => key.visitor({ email: USER }, { identity: null }), wrong);
});

test('the identity is the field that is named', () => {
  const given = { email: USER, id: 42, negative: -1, zero: -0, whole: 2 ** 53 };
  for (const signer of [key, ring]) {
    assert.equal(signer.visitor(given).userHash, hashOf(USER));
    assert.equal(signer.visitor(given, { identity: undefined }).userHash, hashOf(USER));
    const fields = { email: USER, id: '42', negative: '-1', zero: '0', whole: '9007199254740992' };
    for (const [identity, user] of Object.entries(fields)) {
      assert.equal(signer.visitor(given, { identity }).userHash, hashOf(user));
    }
  }
});

test('a hash that was made before', () => {
  const kept = Visitor.withHash(hashOf(USER), { email: USER, name: 'Jane' });
  assert.ok(kept instanceof Visitor);
  assert.equal(kept.userHash, hashOf(USER));
  assert.equal(kept.scriptTag(), visitor.scriptTag());
  assert.ok(Visitor.withHash(hashOf(USER), {}).toJson().endsWith('"userDetails":{}}'));
  const hash = hashOf(USER);
  const malformed = ['', hash.slice(1), `${hash}0`, hash.toUpperCase(), 'g'.repeat(64),
    ` ${hash.slice(1)}`, '\0'.repeat(64), 'é'.repeat(32), '\ud800'.repeat(64), `${hash}é`,
    '0'.repeat(10_000_000)];
  for (const other of malformed) refuses(() => Visitor.withHash(other, {}), 'malformed_hash');
  for (const wrong of [undefined, null, 5, [hash], Buffer.from(hash), visitor, {}]) {
    assert.throws(() => Visitor.withHash(wrong, {}), { code: 'ERR_INVALID_ARG_TYPE' });
  }
});

test('each visitor renders what it was made of, in any order', () => {
  const other = new SecretKey('another secret');
  const given = [{ email: USER, name: 'Jane' }, { email: USER, name: 'Jane', x: null }, { email: 'ada@example.com' },
    { email: USER, name: 'x'.repeat(5000) }];
  const text = (made) => made.toJson();
  const expected = given.map((each) => `{"user_hash":"${hashOf(each.email)}","userDetails":${JSON.stringify(each)}}`);
  // Made first and rendered later, twice, and in turns with others of the same details.
  const made = given.map((each) => key.visitor(each));
  assert.deepEqual(made.map(text), expected);
  assert.deepEqual(made.toReversed().map(text), expected.toReversed());
  for (const [index, each] of given.entries()) {
    const [ours, theirs] = [key.visitor(each), other.visitor(each)];
    assert.equal(text(ours), expected[index]);
    assert.equal(text(theirs), expected[index].replace(ours.userHash, theirs.userHash));
    assert.notEqual(ours.userHash, theirs.userHash);
    key.visitor(each);
    const kept = Visitor.withHash(theirs.userHash, each);
    assert.equal(text(kept), text(theirs));
    key.visitor(each);
    refuses(() => key.visitor({ ...each, email: '' }), 'empty_user');
    refuses(() => ours.scriptTag({ nonce: ' ' }), 'malformed_nonce');
    assert.equal(text(ours), expected[index]);
  }
});

test('nothing shows a visitor', () => {
  const canary = 'canary-in-the-mine@example.com';
  const made = key.visitor({ email: canary });
  const shown = [inspect(made), inspect({ made }), inspect(made, { showHidden: true, depth: 9 }),
    inspect(made, { showHidden: true, customInspect: false }), String(made), `${Object.keys(made)}`,
    JSON.stringify(Object.getOwnPropertyDescriptors(made)), inspect({ ...made })];
  assert.throws(() => JSON.stringify({ ...made }), /never serialised by itself/);
  assert.equal(shown[0], 'Visitor(…)');
  assert.equal(inspect(Object.create(Visitor.prototype)), 'Visitor {}');
  for (const text of shown) {
    assert.ok(!text.includes(canary) && !text.includes(made.userHash), text);
  }
});

test('nothing stores a visitor', () => {
  assert.throws(() => JSON.stringify({ visitor }), /never serialised by itself/);
  for (const store of [structuredClone, v8.serialize]) {
    assert.throws(() => store(visitor), /could not be cloned/);
    assert.throws(() => store({ in: [visitor] }), /could not be cloned/);
  }
  const { port1 } = new MessageChannel();
  assert.throws(() => port1.postMessage(visitor), { name: 'DataCloneError' });
  port1.close();
});

test('a visitor never changes, and keys alone make one', () => {
  assert.ok(Object.isFrozen(visitor));
  assert.throws(() => Object.defineProperty(visitor, 'script', { value: 'x' }), TypeError);
  assert.throws(() => { visitor.userHash = 'x'; }, TypeError);
  assert.throws(() => { visitor.toJSON = () => ({}); }, TypeError);
  assert.throws(() => Object.setPrototypeOf(visitor, {}), TypeError);
  for (const given of [[], [hashOf(USER), {}], [Symbol('made'), hashOf(USER), '{}']]) {
    assert.throws(() => new Visitor(...given), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
  }
  assert.throws(() => Visitor.prototype.scriptTag.call({}), TypeError);
  const given = { email: USER, name: 'Jane' };
  const made = key.visitor(given);
  given.email = 'mallory@example.com';
  assert.equal(made.toJson(), told);
});

test('modules have the same', async () => {
  const module = await import('userhash');
  assert.deepEqual(Object.keys(module).sort(), Object.keys(userhash).sort());
  const browser = readFileSync(join(__dirname, '../lib/browser.mjs'), 'utf8');
  for (const [name, value] of Object.entries(userhash)) {
    assert.equal(module[name], value);
    assert.ok(browser.includes(`refused as ${name},`), name);
  }
});
