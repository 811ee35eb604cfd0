'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { KeyRing, SecretKey } = require('userhash');
const { OTHER_TYPES, SECRET, USER, expectedHash, detached, refusesType, shared } = require('./support.js');

const key = new SecretKey(SECRET);
const old = new SecretKey('last year’s secret');
const older = new SecretKey('the secret before that');
const ring = new KeyRing(old, older, key);
const right = expectedHash(SECRET, USER);

/** Fails unless every way of checking answers no. */
function isRefused(userHash, message) {
  assert.equal(key.verify(USER, userHash), false, message);
  assert.equal(ring.verify(USER, userHash), false, message);
  assert.equal(ring.verifiedBy(USER, userHash), null, message);
}

test('the right hash is accepted, as text and as bytes', () => {
  const padded = Buffer.from(`xx${right}xx`);
  for (const presented of [
    right,
    `x${right}`.slice(1),
    right.slice(0, 30) + right.slice(30),
    Buffer.from(right),
    new Uint8Array(Buffer.from(right)).buffer,
    padded.subarray(2, 66),
    new DataView(padded.buffer, padded.byteOffset + 2, 64),
  ]) {
    assert.equal(key.verify(USER, presented), true);
    assert.equal(ring.verify(USER, presented), true);
    assert.equal(ring.verifiedBy(USER, presented), 2);
  }
});

test('all 256 bit flips are refused', () => {
  for (let bit = 0; bit < 256; bit += 1) {
    const tag = Buffer.from(right, 'hex');
    tag[bit >> 3] ^= 1 << (bit & 7);
    isRefused(tag.toString('hex'), `bit ${bit}`);
  }
});

test('other lengths are refused', () => {
  for (let length = 0; length < 64; length += 1) {
    isRefused(right.slice(0, length));
    isRefused(right.slice(length + 1));
  }
  for (const more of ['0', '\0', ' ', '\n', 'é', '秘', '\u{1f511}', '\ud800', '\udc00', right]) {
    isRefused(right + more);
    isRefused(more + right);
  }
});

test('other spellings are refused', () => {
  for (const presented of [
    right.toUpperCase(),
    right.replace(/[a-f]/, (letter) => letter.toUpperCase()),
    `0x${right.slice(2)}`,
    right.replace(/\d/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    // U+0130 and U+0161 look like "0" and "a" to code that keeps only the low byte.
    right.replace(/\d/, (digit) => String.fromCharCode(0x100 + digit.charCodeAt(0))),
    right.replace(/[a-f]/, (letter) => String.fromCharCode(0x100 + letter.charCodeAt(0))),
    right.replace(/./, '\ud800'),
    right.replace(/./, '\0'),
    right.replace(/./, '\ufffd'),
    Buffer.from(right, 'hex').toString('base64'),
    Buffer.from(right, 'hex').toString('latin1'),
    Buffer.from(right, 'hex'),
    Buffer.from(right, 'utf16le'),
    expectedHash(SECRET, 'somebody@example.com'),
    expectedHash('', USER),
  ]) {
    isRefused(presented, String(presented));
  }
});

test('whatever else a visitor could send is false, never an error', () => {
  for (const [name, value] of Object.entries(OTHER_TYPES)) isRefused(value, name);
  for (const value of [
    0, 1, NaN, 2 ** 53, 10n ** 100n,
    [right], { [right]: right }, new String(right), () => right,
    { toString: () => right }, { valueOf: () => right },
    detached(right), detached(right).buffer, shared(right), shared(right).buffer,
    new Uint16Array(64), new Float64Array(8),
    'a'.repeat(1 << 20), right.repeat(1 << 14), '\ud800'.repeat(64), 'é'.repeat(64), Buffer.alloc(1 << 20, right),
  ]) {
    isRefused(value);
  }
  assert.equal(key.verify(USER), false);
  assert.equal(ring.verifiedBy(USER), null);
});

test('a ring signs with the current key and says which one matched', () => {
  assert.equal(ring.userHash(USER), old.userHash(USER));
  assert.equal(ring.verifiedBy(USER, old.userHash(USER)), 0);
  assert.equal(ring.verifiedBy(USER, older.userHash(USER)), 1);
  assert.equal(ring.verifiedBy(USER, key.userHash(USER)), 2);
  assert.equal(new KeyRing(key).verifiedBy(USER, right), 0);
  assert.equal(new KeyRing(key, key).verifiedBy(USER, right), 0);
  const keys = Array.from({ length: 1000 }, (_, i) => new SecretKey(`secret number ${i}`));
  assert.equal(new KeyRing(...keys).verifiedBy(USER, keys[999].userHash(USER)), 999);
});

test('a ring is made of secret keys only', () => {
  const impostors = [...Object.values(OTHER_TYPES), SECRET, 42, Buffer.from(SECRET), ring, SecretKey,
    Object.create(SecretKey.prototype), new Proxy(key, {})];
  for (const impostor of impostors) {
    refusesType(() => new KeyRing(impostor), 'current');
    refusesType(() => new KeyRing(impostor, key), 'current');
    refusesType(() => new KeyRing(key, impostor), 'previous[0]');
    refusesType(() => new KeyRing(key, key, impostor), 'previous[1]');
  }
  refusesType(() => new KeyRing(), 'current');
  assert.throws(() => KeyRing(key), TypeError);
});

test('rings are frozen, without properties, and sealed off', () => {
  assert.ok(Object.isFrozen(ring));
  assert.deepEqual(Reflect.ownKeys(ring), []);
  for (const impostor of [undefined, {}, key, Object.create(KeyRing.prototype), Object.create(ring)]) {
    assert.throws(() => KeyRing.prototype.userHash.call(impostor, USER), TypeError);
    assert.throws(() => KeyRing.prototype.verify.call(impostor, USER, right), TypeError);
    assert.throws(() => KeyRing.prototype.verifiedBy.call(impostor, USER, right), TypeError);
  }
});

test('a ring outlives the objects of its keys', () => {
  const made = new KeyRing(new SecretKey(SECRET), new SecretKey('another secret'));
  for (let i = 0; i < 1000; i += 1) new SecretKey(`filler ${i}`);
  assert.equal(made.verifiedBy(USER, right), 0);
});
