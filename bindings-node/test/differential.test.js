'use strict';

// userhash against node:crypto on random inputs.

const assert = require('node:assert/strict');
const theirs = require('node:crypto');
const { test } = require('node:test');
const fc = require('fast-check');
const { KeyRing, SecretKey } = require('userhash');
const ours = require('userhash/crypto');

const ROUNDS = 100_000;
const ENCODINGS = ['hex', 'base64', 'base64url', 'latin1', 'binary', 'utf8', 'ascii', 'utf16le', 'ucs2', 'buffer', undefined];

/** Random numbers that a seed repeats: mulberry32. */
function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  // Mostly short, sometimes around the edges of a block, seldom long.
  const length = () => pick([below(40), below(40), 50 + below(20), 110 + below(30), below(600), below(9000)]);
  const pool = theirs.createHash('shake256', { outputLength: 20_000 }).update(String(seed)).digest();
  const bytes = (least = 0) => {
    const size = Math.max(least, length());
    const start = below(pool.length - size);
    return pool.subarray(start, start + size);
  };
  const characters = ['a', '0', '@', '.', '\0', 'é', 'ß', 'ё', '秘', '\ufffd', '\u{1f511}', '\u{10ffff}'];
  const text = (least = 0) => {
    const size = Math.max(least, Math.min(length(), 700));
    const alphabet = pick([['a', 'b', '@', '.'], ['é', 'a'], characters]);
    let made = '';
    for (let i = 0; i < size; i += 1) made += pick(alphabet);
    return made;
  };
  return { below, pick, bytes, text };
}

test(`${ROUNDS} random keys and users: the user hash is Node’s HMAC`, (t) => {
  const seed = theirs.randomInt(2 ** 32);
  t.diagnostic(`seed ${seed}`);
  const { below, pick, bytes, text } = random(seed);
  let differences = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // Marked at both ends, so that no random secret looks like a mistake.
    const secret = pick([() => `k${text()}k`, () => Buffer.concat([Buffer.from('k'), bytes(), Buffer.from('k')])])();
    const user = pick([() => text(1), () => bytes(1), () => below(2 ** 32), () => BigInt(below(2 ** 32)) ** 5n])();
    const message = typeof user === 'number' || typeof user === 'bigint' ? String(user) : user;
    const expected = theirs.createHmac('sha256', secret).update(message).digest('hex');
    const key = new SecretKey(secret);
    const right =
      key.userHash(user) === expected &&
      key.verify(user, expected) &&
      !key.verify(user, expected.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    if (!right) differences += 1;
  }
  assert.equal(differences, 0);
});

test(`${ROUNDS} random keys and messages: createHmac is Node’s, in every encoding and split`, (t) => {
  const seed = theirs.randomInt(2 ** 32);
  t.diagnostic(`seed ${seed}`);
  const { below, pick, bytes, text } = random(seed);
  let differences = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const key = pick([text, bytes])();
    const whole = pick([text, bytes])();
    const encoding = pick(ENCODINGS);
    const expected = theirs.createHmac('sha256', key).update(whole).digest(encoding);
    const hmac = ours.createHmac('sha256', key);
    // Text is cut between characters: half a pair of surrogates is another text.
    const parts = typeof whole === 'string' ? Array.from(whole) : whole;
    let from = 0;
    for (let cuts = below(4); cuts > 0; cuts -= 1) {
      const to = from + below(parts.length - from + 1);
      hmac.update(typeof whole === 'string' ? parts.slice(from, to).join('') : whole.subarray(from, to));
      from = to;
    }
    hmac.update(typeof whole === 'string' ? parts.slice(from).join('') : whole.subarray(from));
    const actual = hmac.digest(encoding);
    const same = typeof expected === 'string' ? actual === expected : Buffer.isBuffer(actual) && expected.equals(actual);
    if (!same) differences += 1;
  }
  assert.equal(differences, 0);
});

const secretText = fc.string({ unit: 'binary', minLength: 1 }).map((text) => `k${text}k`);
const anyText = fc.string({ unit: 'binary', minLength: 1 });
// Any UTF-16 units at all: half of them make no text.
const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 400 }).map((units) => String.fromCharCode(...units));

test('property: a hash verifies for its user and key, and for no other', () => {
  fc.assert(
    fc.property(secretText, secretText, anyText, anyText, (secret, other, user, stranger) => {
      const key = new SecretKey(secret);
      const hash = key.userHash(user);
      assert.match(hash, /^[0-9a-f]{64}$/);
      assert.ok(key.verify(user, hash));
      assert.equal(key.verify(stranger, hash), stranger === user);
      assert.equal(new SecretKey(other).verify(user, hash), other === secret);
      const ring = new KeyRing(new SecretKey(other), key);
      assert.equal(ring.verifiedBy(user, hash), other === secret ? 0 : 1);
    }),
  );
});

test('property: whatever is presented, checking answers true or false', () => {
  const key = new SecretKey('a secret');
  const hash = key.userHash('user');
  const presented = fc.oneof(fc.anything({ withBigInt: true, withTypedArray: true, withMap: true, withNullPrototype: true }), anyUnits);
  fc.assert(
    fc.property(presented, (value) => {
      assert.equal(key.verify('user', value), value === hash);
    }),
    { numRuns: 2000 },
  );
});

test('property: text is refused if, and only if, it holds a lone surrogate', () => {
  const key = new SecretKey('a secret');
  fc.assert(
    fc.property(anyUnits, (user) => {
      const wellFormed = !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(user);
      if (wellFormed) {
        assert.equal(key.userHash(user), theirs.createHmac('sha256', 'a secret').update(user).digest('hex'));
      } else {
        assert.throws(() => key.userHash(user), { code: 'malformed_text' });
        assert.throws(() => new SecretKey(user), { code: 'malformed_text' });
      }
      // The raw interface replaces, as Node does.
      assert.equal(
        ours.createHmac('sha256', user).update(user).digest('hex'),
        theirs.createHmac('sha256', user).update(user).digest('hex'),
      );
    }),
    { numRuns: 3000 },
  );
});

test('property: bytes in any view hash alike', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 700 }), fc.nat(50), (bytes, offset) => {
      const larger = new Uint8Array(bytes.length + offset + 3);
      larger.set(bytes, offset);
      const key = SecretKey.fromHex(Buffer.from(bytes).toString('hex'));
      const expected = theirs.createHmac('sha256', bytes).update(bytes).digest('hex');
      assert.equal(key.userHash(larger.subarray(offset, offset + bytes.length)), expected);
      assert.equal(key.userHash(new DataView(larger.buffer, offset, bytes.length)), expected);
      assert.equal(key.userHash(new Uint8Array(bytes).buffer), expected);
    }),
  );
});
