'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { after, before, test } = require('node:test');
const { SecretKey } = require('userhash');
const { OTHER_TYPES, SECRET, USER, expectedHash, refuses, refusesType } = require('./support.js');

let folder;
before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'userhash-test-'));
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A file with these contents. */
function file(contents) {
  const name = path.join(folder, `secret-${fs.readdirSync(folder).length}`);
  fs.writeFileSync(name, contents);
  return name;
}

test('text and every kind of bytes give the same key', () => {
  const bytes = Buffer.from(SECRET);
  const own = new Uint8Array(bytes).buffer;
  // The same bytes in the middle of a larger buffer.
  const larger = new Uint8Array(bytes.length + 16).fill(0x20);
  larger.set(bytes, 7);
  for (const secret of [
    SECRET,
    bytes,
    new Uint8Array(bytes),
    new Uint8ClampedArray(bytes),
    new Int8Array(bytes),
    new Int16Array(own),
    new Uint32Array(own),
    new Float32Array(own),
    new DataView(own),
    own,
    larger.subarray(7, 7 + bytes.length),
    new DataView(larger.buffer, 7, bytes.length),
  ]) {
    assert.equal(new SecretKey(secret).userHash(USER), expectedHash(SECRET, USER));
  }
});

test('wide elements count with all their bytes', () => {
  for (const view of [
    new Uint16Array([1, 258, 65535]),
    new Int32Array([-1, 7]),
    new Float64Array([1.5, -2]),
    new BigInt64Array([-1n, 5n]),
    new BigUint64Array([2n ** 64n - 1n]),
  ]) {
    const bytes = Buffer.from(view.buffer);
    assert.equal(new SecretKey(view).userHash(view), expectedHash(bytes, bytes));
  }
});

test('a resizable buffer counts as long as it is now', { skip: !ArrayBuffer.prototype.resize }, () => {
  const buffer = new ArrayBuffer(4, { maxByteLength: 64 });
  const tracking = new Uint8Array(buffer);
  buffer.resize(16);
  tracking.fill(0x61);
  assert.equal(new SecretKey(tracking).userHash(tracking), expectedHash('a'.repeat(16), 'a'.repeat(16)));
  const fixed = new Uint8Array(buffer, 8, 8);
  buffer.resize(4);
  // Out of bounds by now, so it has no bytes.
  refuses(() => new SecretKey(fixed), 'empty_secret');
});

test('bytes are copied', () => {
  const bytes = Buffer.from(SECRET);
  const key = new SecretKey(bytes);
  bytes.fill(0);
  assert.equal(key.userHash(USER), expectedHash(SECRET, USER));
});

test('secrets that can only be a mistake are refused', () => {
  for (const [secret, code] of [
    ['', 'empty_secret'],
    [' \t\n', 'empty_secret'],
    [Buffer.alloc(0), 'empty_secret'],
    [new ArrayBuffer(0), 'empty_secret'],
    [`${SECRET}\n`, 'padded_secret'],
    [` ${SECRET}`, 'padded_secret'],
    [Buffer.from(`${SECRET}\r\n`), 'padded_secret'],
    ['\ufeffsecret', 'padded_secret'],
    ['YOUR_SECRET_KEY', 'placeholder_secret'],
    ['[YOUR_SECRET_KEY]', 'placeholder_secret'],
    ['<secret>', 'placeholder_secret'],
    ['changeme', 'placeholder_secret'],
    ['half of a pair: \ud83d', 'malformed_text'],
    ['\udc00', 'malformed_text'],
    [`${'a'.repeat(5000)}\ud800`, 'malformed_text'],
  ]) {
    refuses(() => new SecretKey(secret), code, JSON.stringify(secret));
  }
});

test('U+FFFD, astral characters and NUL are text like any other', () => {
  for (const secret of ['\ufffd', 'a\ufffdb', '\u{1f511}', 'a\0b', 'é', 'e\u0301', '\ufffd\u{10ffff}'.repeat(99)]) {
    assert.equal(new SecretKey(secret).userHash(secret), expectedHash(secret, secret));
  }
  assert.notEqual(new SecretKey('a').userHash(USER), new SecretKey('a\0b').userHash(USER));
});

test('wrong types are a TypeError', () => {
  for (const [name, value] of Object.entries({ ...OTHER_TYPES, number: 42, bigint: 42n, NaN: NaN })) {
    refusesType(() => new SecretKey(value), 'secret', name);
    refusesType(() => SecretKey.fromHex(value), 'text', name);
    refusesType(() => SecretKey.fromBase64(value), 'text', name);
    refusesType(() => SecretKey.fromEnv(value), 'name', name);
    refusesType(() => SecretKey.fromFile(value), 'path', name);
  }
  refusesType(() => new SecretKey(), 'secret');
  refusesType(() => SecretKey.fromEnv(Buffer.from('HOME')), 'name');
});

test('messages name what was received in Node’s words', () => {
  const received = (value) => {
    try {
      new SecretKey(value);
    } catch (error) {
      return error.message.split('Received ')[1];
    }
  };
  assert.equal(received(undefined), 'undefined');
  assert.equal(received(null), 'null');
  assert.equal(received(5), 'type number');
  assert.equal(received(new Map()), 'an instance of Map');
  assert.equal(received([]), 'an instance of Array');
  assert.equal(received(function named() {}), 'function named');
  assert.equal(received(() => {}), 'a function');
  assert.equal(received(Object.create(null)), 'an object');
  assert.equal(received(OTHER_TYPES['getter that throws']), 'an object');
  assert.equal(received(OTHER_TYPES['view of a shared buffer']), 'shared memory');
  assert.equal(received(OTHER_TYPES['detached view']), 'detached memory');
  // A class can have any name; what ends up in a log is one printable line.
  class Strange {}
  Object.defineProperty(Strange, 'name', { value: `a\0b\n${'x'.repeat(500)}` });
  assert.equal(received(new Strange()), `an instance of ab${'x'.repeat(62)}`);
  Object.defineProperty(Strange, 'name', { value: 5 });
  assert.equal(received(new Strange()), 'an object');
});

test('fromHex and fromBase64 take binary keys', () => {
  const bytes = Buffer.from([0, 255, 10, 13, 32]);
  const expected = expectedHash(bytes, USER);
  for (const key of [
    SecretKey.fromHex('00ff0a0d20'),
    SecretKey.fromHex('00FF0a0D20'),
    SecretKey.fromHex(Buffer.from('00ff0a0d20')),
    SecretKey.fromBase64(bytes.toString('base64')),
    SecretKey.fromBase64(Buffer.from(bytes.toString('base64'))),
  ]) {
    assert.ok(key instanceof SecretKey);
    assert.equal(key.userHash(USER), expected);
  }
  for (const text of ['0', 'zz', '00 ff', '00ff\n', '0x00', '００']) {
    refuses(() => SecretKey.fromHex(text), 'malformed_secret', text);
  }
  for (const text of ['A', 'AA', 'AAA', 'AAAA\n', 'AA-_', 'AAAA=', '====', 'AAB=']) {
    refuses(() => SecretKey.fromBase64(text), 'malformed_secret', text);
  }
  for (const load of [SecretKey.fromHex, SecretKey.fromBase64]) {
    refuses(() => load(''), 'empty_secret');
    refuses(() => load('\ud800'), 'malformed_text');
  }
});

test('fromEnv reads process.env', () => {
  const load = (value, name = 'USERHASH_NODE_TEST') => {
    process.env[name] = value;
    try {
      return SecretKey.fromEnv(name).userHash(USER);
    } finally {
      delete process.env[name];
    }
  };
  assert.equal(load(SECRET), expectedHash(SECRET, USER));
  assert.equal(load(`${SECRET}\n`), expectedHash(SECRET, USER));
  assert.equal(load(`${SECRET}\r\n`), expectedHash(SECRET, USER));
  assert.equal(load('naïve \ufffd'), expectedHash('naïve \ufffd', USER));
  refuses(() => load(`${SECRET}\n\n`), 'padded_secret');
  refuses(() => load(''), 'empty_secret');
  refuses(() => load('changeme'), 'placeholder_secret');
  refuses(() => load(SECRET, 'NEXT_PUBLIC_USERHASH_NODE_TEST'), 'public_secret');
  for (const name of ['USERHASH_NODE_TEST_UNSET', '', 'A=B', 'A\0B', 'constructor', 'toString', '__proto__']) {
    refuses(() => SecretKey.fromEnv(name), 'missing_secret', name);
  }
  refuses(() => SecretKey.fromEnv('VITE_USERHASH_NODE_TEST_UNSET'), 'public_secret');
  refuses(() => SecretKey.fromEnv('\ud800'), 'malformed_text');
});

test('fromFile reads a file', () => {
  const expected = expectedHash(SECRET, USER);
  for (const contents of [SECRET, `${SECRET}\n`, `${SECRET}\r\n`]) {
    const name = file(contents);
    assert.equal(SecretKey.fromFile(name).userHash(USER), expected);
    assert.equal(SecretKey.fromFile(pathToFileURL(name)).userHash(USER), expected);
    assert.equal(SecretKey.fromFile(path.relative('.', name)).userHash(USER), expected);
  }
  const binary = Buffer.from([0x80, 0xff, 0x00, 0xfe]);
  assert.equal(SecretKey.fromFile(file(binary)).userHash(USER), expectedHash(binary, USER));
  const longest = 'k'.repeat(65_536);
  assert.equal(SecretKey.fromFile(file(longest)).userHash(USER), expectedHash(longest, USER));
  refuses(() => SecretKey.fromFile(file(`${longest}k`)), 'malformed_secret');
  refuses(() => SecretKey.fromFile(file('')), 'empty_secret');
  refuses(() => SecretKey.fromFile(file(`${SECRET} \n`)), 'padded_secret');
  for (const name of [path.join(folder, 'not there'), folder, '', 'a\0b', 'n'.repeat(5000)]) {
    refuses(() => SecretKey.fromFile(name), 'missing_secret', name);
  }
  refuses(() => SecretKey.fromFile('\udfff'), 'malformed_text');
  assert.throws(() => SecretKey.fromFile(new URL('https://example.com/')), { code: 'ERR_INVALID_URL_SCHEME' });
});

test('the fingerprint is the one that every language shows', () => {
  const tag = expectedHash(SECRET, 'userhash fingerprint v1');
  assert.equal(new SecretKey(SECRET).fingerprint, tag.slice(0, 8));
  assert.notEqual(new SecretKey('another secret').fingerprint, tag.slice(0, 8));
});

test('keys are frozen, without properties, and one class', () => {
  const key = new SecretKey(SECRET);
  assert.ok(Object.isFrozen(key));
  assert.deepEqual(Reflect.ownKeys(key), []);
  assert.throws(() => {
    key.userHash = () => 'forged';
  }, TypeError);
  assert.throws(() => {
    key.fingerprint = 'forged';
  }, TypeError);
  assert.throws(() => Object.setPrototypeOf(key, {}), TypeError);
  assert.equal(key.constructor, SecretKey);
  assert.throws(() => SecretKey(SECRET), TypeError);
  class Mine extends SecretKey {}
  assert.ok(new Mine(SECRET) instanceof Mine);
  assert.equal(new Mine(SECRET).userHash(USER), expectedHash(SECRET, USER));
});

test('methods are for keys only', () => {
  const { get } = Object.getOwnPropertyDescriptor(SecretKey.prototype, 'fingerprint');
  const impostors = [
    undefined,
    null,
    {},
    Object.create(SecretKey.prototype),
    Object.create(new SecretKey(SECRET)),
    SecretKey.prototype,
    new Proxy(new SecretKey(SECRET), {}),
    Object.setPrototypeOf(new WeakRef({}), SecretKey.prototype),
  ];
  for (const impostor of impostors) {
    assert.throws(() => SecretKey.prototype.userHash.call(impostor, USER), TypeError);
    assert.throws(() => SecretKey.prototype.verify.call(impostor, USER, ''), TypeError);
    assert.throws(() => get.call(impostor), TypeError);
  }
});
