'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { KeyRing, SecretKey } = require('userhash');
const { OTHER_TYPES, SECRET, USER, expectedHash, refuses, refusesType } = require('./support.js');

const key = new SecretKey(SECRET);
const ring = new KeyRing(key);

/** All the calls that take a user. */
const calls = {
  'key.userHash': (user) => key.userHash(user),
  'key.verify': (user) => key.verify(user, 'anything'),
  'ring.userHash': (user) => ring.userHash(user),
  'ring.verify': (user) => ring.verify(user, 'anything'),
  'ring.verifiedBy': (user) => ring.verifiedBy(user, 'anything'),
};

test('text is taken as UTF-8, exactly', () => {
  const users = [
    USER,
    USER.toUpperCase(),
    ` ${USER}`,
    `${USER}\n`,
    'a\0b',
    'josé@example.com',
    'jose\u0301@example.com',
    '秘密@例え.jp',
    '\u{1f600}',
    '\ufffd',
  ];
  for (const user of users) {
    assert.equal(key.userHash(user), expectedHash(SECRET, user));
    assert.equal(ring.userHash(user), expectedHash(SECRET, user));
  }
  assert.equal(new Set(users.map((user) => key.userHash(user))).size, users.length);
});

test('text of every length up to where reading it changes, in characters of every width', () => {
  for (const character of ['a', 'é', '秘', '\u{1f511}', '\ufffd']) {
    for (let length = 1; length <= 300; length += 1) {
      // Shifted, so that characters straddle every edge.
      for (const user of [character.repeat(length), `x${character.repeat(length)}`]) {
        assert.equal(key.userHash(user), expectedHash(SECRET, user), `${length} times ${character}`);
      }
    }
  }
});

test('sliced, joined and wide strings are read whole', () => {
  const joined = Array.from({ length: 40 }, (_, i) => `part ${i} é`).reduce((a, b) => a + b);
  const sliced = `${'x'.repeat(500)}${USER}`.slice(500);
  const million = 'customer'.repeat(131_072);
  for (const user of [joined, sliced, million, `${million}é`]) {
    assert.equal(key.userHash(user), expectedHash(SECRET, user));
  }
});

test('bytes are taken as they are', () => {
  for (const length of [1, 55, 56, 63, 64, 255, 256, 257, 4095, 4096, 4097, 100_000]) {
    const bytes = Buffer.alloc(length, 0xe2);
    const copy = new Uint8Array(bytes);
    for (const user of [bytes, copy, copy.buffer, new DataView(copy.buffer)]) {
      assert.equal(key.userHash(user), expectedHash(SECRET, bytes));
    }
  }
});

test('integers are their decimal text', () => {
  for (const user of [
    0, -0, 1, -1, 42, 42.0, 1e15, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER,
    0n, -1n, 2n ** 53n, 2n ** 64n, -(2n ** 200n), 10n ** 300n,
  ]) {
    assert.equal(key.userHash(user), expectedHash(SECRET, String(user)), String(user));
    assert.ok(key.verify(user, expectedHash(SECRET, String(user))));
    assert.equal(ring.verifiedBy(user, expectedHash(SECRET, String(user))), 0);
  }
});

test('numbers that something was lost of are refused', () => {
  for (const [name, call] of Object.entries(calls)) {
    for (const user of [2 ** 53, -(2 ** 53), 1e300, Number.MAX_VALUE]) {
      assert.throws(() => call(user), { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' }, name);
    }
    for (const user of [1.5, -0.1, NaN, Infinity, -Infinity, Number.MIN_VALUE]) {
      refusesType(() => call(user), 'user');
    }
  }
});

test('other types are a TypeError, in every call', () => {
  for (const call of Object.values(calls)) {
    for (const value of Object.values(OTHER_TYPES)) refusesType(() => call(value), 'user');
  }
  refusesType(() => key.userHash(), 'user');
  refusesType(() => key.verify(), 'user');
});

test('an empty user and a lone surrogate are refused, in every call', () => {
  for (const call of Object.values(calls)) {
    for (const user of ['', Buffer.alloc(0), new ArrayBuffer(0), new DataView(new ArrayBuffer(0))]) {
      refuses(() => call(user), 'empty_user');
    }
    for (const user of [
      '\ud800',
      'a\udc00b',
      '\udc00\ud800',
      '\ufffd\ud800',
      `${'x'.repeat(254)}\ud83d`,
      `${'x'.repeat(255)}\ud83d`,
      `${'é'.repeat(400)}\udfff`,
    ]) {
      refuses(() => call(user), 'malformed_text');
    }
  }
});
