'use strict';

// `userhash/crypto` has to do what `node:crypto` does. Each case is run with both, and the outcomes
// compared: the result, or the error's class, code and message.

const assert = require('node:assert/strict');
const theirs = require('node:crypto');
const { test } = require('node:test');
const util = require('node:util');
const ours = require('userhash/crypto');
const { OTHER_TYPES, detached, shared } = require('./support.js');

/** What a call leads to, in a form that can be compared. */
function outcome(call, crypto) {
  try {
    return { value: call(crypto) };
  } catch (error) {
    // Node shows the value of a wrong type; ours could be a secret key, so it doesn't.
    const message = error.message.replace(/^(.*Received (?:type \w+|function|an instance of \w+)).*$/s, '$1');
    return { class: error.constructor.name, code: error.code, message };
  }
}

/** Fails unless both modules answer alike; returns the answer. */
function alike(call, name = String(call)) {
  const expected = outcome(call, theirs);
  const actual = outcome(call, ours);
  assert.deepEqual(actual, expected, name);
  return actual;
}

const TEXTS = ['', 'a', 'abc', 'é', '秘密', '\u{1f511}', '\ud800', 'a\udc00b', '\0', '616263', 'YWJj', 'YW Jj', 'zz', '61zz', '-_', 'a'.repeat(5000)];
const ENCODINGS = [
  undefined, null, '', 'utf8', 'utf-8', 'UTF8', 'hex', 'HEX', 'base64', 'BASE64', 'base64url', 'latin1', 'binary',
  'BINARY', 'ascii', 'ucs2', 'ucs-2', 'utf16le', 'UTF-16LE', 'buffer', 'BUFFER', 'nope', 'hexa', 'utf', 0, 5, true,
  {}, [], ['hex'],
];

test('every encoding of the tag', () => {
  for (const encoding of [...ENCODINGS, { toString: () => 'hex' }]) {
    const { value } = alike((crypto) => crypto.createHmac('sha256', 'k').update('ab').digest(encoding), util.inspect(encoding));
    assert.ok(typeof value === 'string' || Buffer.isBuffer(value));
  }
  alike((crypto) => crypto.createHmac('sha256', 'k').digest());
  alike((crypto) => crypto.createHmac('sha256', 'k').digest(Symbol('hex')));
  alike((crypto) => crypto.createHmac('sha256', 'k').digest({ toString: () => { throw new RangeError('boom'); } }));
  // After an encoding that can't be text, the tag is still there.
  alike((crypto) => {
    const hmac = crypto.createHmac('sha256', 'k').update('a');
    assert.throws(() => hmac.digest(Symbol('hex')));
    return hmac.update('b').digest('hex');
  });
});

test('a tag has memory of its own', () => {
  const tag = ours.createHmac('sha256', 'k').digest();
  assert.equal(tag.buffer.byteLength, 32);
  assert.equal(tag.byteOffset, 0);
});

test('every encoding of the message', () => {
  for (const text of TEXTS) {
    for (const encoding of ENCODINGS) {
      alike(
        (crypto) => crypto.createHmac('sha256', 'k').update(text, encoding).digest('hex'),
        util.inspect([text.slice(0, 20), encoding]),
      );
    }
  }
});

test('every encoding of the key', () => {
  for (const text of TEXTS) {
    for (const encoding of ENCODINGS) {
      alike(
        (crypto) => crypto.createHmac('sha256', text, { encoding }).update('a').digest('hex'),
        util.inspect([text.slice(0, 20), encoding]),
      );
    }
    for (const options of [undefined, null, {}, 0, '', 'utf8', 5]) {
      alike((crypto) => crypto.createHmac('sha256', text, options).update('a').digest('hex'));
    }
  }
});

test('every kind of bytes', () => {
  const bytes = Buffer.from([0, 1, 2, 127, 128, 255, 10, 13]);
  const views = [
    bytes,
    bytes.subarray(2, 5),
    new Uint8Array(bytes),
    new Uint8ClampedArray(bytes),
    new Int8Array(bytes),
    new Uint16Array([1, 258]),
    new Int32Array([-1]),
    new Float32Array([1.5]),
    new Float64Array([1.5, NaN]),
    new BigInt64Array([-1n]),
    new BigUint64Array([7n]),
    new DataView(new Uint8Array(bytes).buffer, 1, 3),
    new Uint8Array(0),
    detached(),
    shared(),
    shared().subarray(3, 9),
    new DataView(shared().buffer, 2, 4),
  ];
  for (const view of views) {
    alike((crypto) => crypto.createHmac('sha256', view).update(view).digest('hex'));
    alike((crypto) => crypto.timingSafeEqual(view, view));
    for (const other of views) alike((crypto) => crypto.timingSafeEqual(view, other));
  }
  for (const buffer of [new Uint8Array(bytes).buffer, new ArrayBuffer(0), shared().buffer, detached().buffer]) {
    alike((crypto) => crypto.createHmac('sha256', buffer).digest('hex'));
    alike((crypto) => crypto.createHmac('sha256', 'k').update(buffer));
    alike((crypto) => crypto.timingSafeEqual(buffer, new Uint8Array(buffer.byteLength)));
  }
});

test('large messages in one piece and in many', () => {
  const bytes = Buffer.alloc(3 * 4096 + 17, 'some bytes ');
  for (const length of [4095, 4096, 4097, 8192, bytes.length]) {
    alike((crypto) => crypto.createHmac('sha256', 'k').update(bytes.subarray(0, length)).digest('hex'));
  }
  const text = 'é'.repeat(1 << 20);
  alike((crypto) => crypto.createHmac('sha256', text).update(text).update(text).digest('base64'));
});

test('names of the algorithm', () => {
  for (const name of [
    'sha256', 'SHA256', 'Sha256', 'sha-256', 'SHA2-256', 'RSA-SHA256', 'rsa-sha256', 'sha256WithRSAEncryption', '2.16.840.1.101.3.4.2.1',
  ]) {
    assert.ok(alike((crypto) => crypto.createHmac(name, 'k').update('a').digest('hex')).value, name);
  }
});

test('other algorithms are refused as unknown ones are', () => {
  for (const name of ['nope', '', ' sha256', 'sha_256', 'sha2560', '256', 'sha']) {
    const expected = outcome((crypto) => crypto.createHmac(name, 'k'), theirs);
    const actual = outcome((crypto) => crypto.createHmac(name, 'k'), ours);
    assert.equal(actual.class, expected.class);
    assert.equal(actual.code, expected.code);
    assert.equal(actual.message, `${expected.message} (userhash/crypto offers only SHA-256)`);
  }
  for (const name of ['md5', 'sha1', 'sha224', 'sha384', 'sha512', 'SHA512-256', 'sha3-256']) {
    assert.throws(() => ours.createHmac(name, 'k'), {
      name: 'TypeError',
      code: 'ERR_CRYPTO_INVALID_DIGEST',
      message: `Invalid digest: ${name} (userhash/crypto offers only SHA-256)`,
    });
  }
});

test('wrong types', () => {
  const values = { ...OTHER_TYPES, number: 5, bigint: 5n, NaN: NaN };
  // Node looks into these to describe them; their own errors come out.
  delete values['proxy that throws'];
  delete values['getter that throws'];
  delete values['object without prototype'];
  delete values['function'];
  for (const [name, value] of Object.entries(values)) {
    alike((crypto) => crypto.createHmac(value, 'k'), name);
    alike((crypto) => crypto.createHmac(value, value), name);
    alike((crypto) => crypto.createHmac('sha256', value).digest('hex'), name);
    alike((crypto) => crypto.createHmac('nope', value, { encoding: 5 }).digest('hex').slice(99), name);
    alike((crypto) => crypto.createHmac('sha256', 'k').update(value).digest('hex'), name);
    alike((crypto) => crypto.createHmac('sha256', 'k').update(value, 'hex').digest('hex'), name);
    alike((crypto) => crypto.createHmac('sha256', 'k').update('a', typeof value === 'symbol' ? 'utf8' : value).digest('hex'), name);
  }
  for (const value of Object.values(OTHER_TYPES)) {
    for (const call of [
      () => ours.createHmac(value, 'k'),
      () => ours.createHmac('sha256', 'k').update(value),
    ]) {
      if (!ArrayBuffer.isView(value)) assert.throws(call, { code: 'ERR_INVALID_ARG_TYPE' });
    }
  }
  alike((crypto) => crypto.createHmac());
  alike((crypto) => crypto.createHmac('sha256'));
  alike((crypto) => crypto.createHmac('sha256', 'k').update());
});

test('timingSafeEqual refuses what Node refuses', () => {
  // Later versions of Node say what was received, as ours does.
  const brief = (result) => ({ ...result, message: result.message?.replace(/ Received .*$/s, '') });
  const bytes = Buffer.from('abc');
  for (const [a, b] of [['abc', bytes], [bytes, 'abc'], [undefined, bytes], [bytes, null], [5, bytes], [[], []], [{}, bytes]]) {
    const call = (crypto) => crypto.timingSafeEqual(a, b);
    assert.deepEqual(brief(outcome(call, ours)), brief(outcome(call, theirs)));
  }
  alike((crypto) => crypto.timingSafeEqual(bytes, Buffer.from('ab')));
  alike((crypto) => crypto.timingSafeEqual(Buffer.alloc(0), Buffer.alloc(1)));
  for (let bit = 0; bit < 256; bit += 1) {
    const a = theirs.randomBytes(32);
    const b = Buffer.from(a);
    b[bit >> 3] ^= 1 << (bit & 7);
    assert.equal(ours.timingSafeEqual(a, b), false);
    assert.equal(ours.timingSafeEqual(a, Buffer.from(a)), true);
  }
});

test('key objects', async () => {
  const secret = theirs.createSecretKey(Buffer.from('a secret key'));
  alike((crypto) => crypto.createHmac('sha256', secret).update('a').digest('hex'));
  alike((crypto) => crypto.createHmac('sha256', theirs.createSecretKey(Buffer.alloc(0))).update('a').digest('hex'));
  const { publicKey, privateKey } = theirs.generateKeyPairSync('ed25519');
  alike((crypto) => crypto.createHmac('sha256', publicKey));
  alike((crypto) => crypto.createHmac('sha256', privateKey));
  const webKey = await theirs.webcrypto.subtle.importKey(
    'raw', Buffer.from('a secret key'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'],
  );
  const { value } = alike((crypto) => crypto.createHmac('sha256', webKey).update('a').digest('hex'));
  assert.equal(value, theirs.createHmac('sha256', 'a secret key').update('a').digest('hex'));
  // A key's own bytes aren't touched by the wiping of copies.
  alike((crypto) => crypto.createHmac('sha256', secret).update('a').digest('hex'));
  const bytes = Buffer.from('a secret key');
  ours.createHmac('sha256', bytes).digest();
  assert.equal(bytes.toString(), 'a secret key');
});

test('after the tag was taken', () => {
  const finished = (crypto) => {
    const hmac = crypto.createHmac('sha256', 'k').update('a');
    hmac.digest();
    return hmac;
  };
  for (const encoding of [undefined, null, 'hex', 'base64', 'buffer', 'utf8', 'nope', 5, {}]) {
    alike((crypto) => finished(crypto).digest(encoding), util.inspect(encoding));
  }
  for (const data of ['b', Buffer.from('b'), 5, undefined]) alike((crypto) => finished(crypto).update(data));
});

test('Hmac can be called with and without new, and extended', () => {
  alike(({ Hmac }) => Hmac('sha256', 'k').update('a').digest('hex'));
  alike(({ Hmac }) => new Hmac('sha256', 'k').update('a').digest('hex'));
  alike(({ Hmac, createHmac }) => createHmac('sha256', 'k') instanceof Hmac);
  assert.equal(ours.createHmac('sha256', 'k').constructor, ours.Hmac);
  alike(({ Hmac }) => Hmac('sha256', 'k') instanceof require('node:stream').Transform);
  alike(({ Hmac }) => {
    class Mine extends Hmac {
      constructor() {
        super('sha256', 'k');
      }
    }
    const mine = new Mine();
    return [mine instanceof Mine, mine instanceof Hmac, mine.update('a') === mine, mine.digest('hex')];
  });
  for (const method of ['update', 'digest']) {
    for (const impostor of [undefined, null, {}, Object.create(ours.Hmac.prototype)]) {
      assert.throws(() => ours.Hmac.prototype[method].call(impostor, 'a'), TypeError);
    }
  }
});

test('an HMAC that failed to start, or was left unfinished, spoils no other', () => {
  const unfinished = Array.from({ length: 200 }, (_, i) => ours.createHmac('sha256', `${i}`).update('secret'));
  for (let i = 0; i < 200; i += 1) {
    assert.throws(() => ours.createHmac('sha256', 5));
    assert.throws(() => ours.createHmac('nope', 'k'));
    alike((crypto) => crypto.createHmac('sha256', 'k').update(`${i}`).digest('hex'));
    const begun = ours.createHmac('sha256', 'k').update('a');
    assert.throws(() => begun.update(5));
    assert.equal(begun.digest('hex'), theirs.createHmac('sha256', 'k').update('a').digest('hex'));
  }
  unfinished.forEach((hmac, i) => {
    assert.equal(hmac.digest('hex'), theirs.createHmac('sha256', `${i}`).update('secret').digest('hex'));
  });
});

test('code of the caller’s that runs in between can’t reach another HMAC', () => {
  const nosy = (act) => Object.defineProperty(new Uint8Array(3), 'buffer', { get: () => act() ?? new ArrayBuffer(3) });
  const hmac = ours.createHmac('sha256', 'k');
  let other;
  const takeOver = () => {
    hmac.digest();
    other = ours.createHmac('sha256', 'another key');
  };
  assert.throws(() => hmac.update(nosy(takeOver)), { code: 'ERR_CRYPTO_HASH_UPDATE_FAILED' });
  assert.equal(other.digest('hex'), theirs.createHmac('sha256', 'another key').digest('hex'));
  const twice = ours.createHmac('sha256', 'k');
  assert.equal(twice.digest({ toString: () => twice.digest('hex') }), '');
  ours.createHmac('sha256', nosy(() => void ours.createHmac('sha256', 'k').digest()));
});
