'use strict';

// What several tests need. Expected hashes come from node:crypto, never from userhash.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { UserhashError } = require('userhash');

const SECRET = 'correct horse battery staple';
const USER = 'customer@example.com';

/** The user hash as Node makes it. */
function expectedHash(secret, user) {
  return crypto.createHmac('sha256', secret).update(user).digest('hex');
}

/** Fails unless `call` throws the UserhashError of this code. */
function refuses(call, code, message) {
  assert.throws(
    call,
    (error) => {
      assert.ok(error instanceof UserhashError, `${error?.stack} is no UserhashError`);
      assert.ok(error instanceof Error);
      assert.equal(error.name, 'UserhashError');
      assert.equal(error.code, code);
      assert.equal(typeof error.number, 'number');
      return true;
    },
    message,
  );
}

/** Fails unless `call` throws Node's kind of error for a wrong type. */
function refusesType(call, argument) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof TypeError, `${error?.stack} is no TypeError`);
    assert.equal(error.code, 'ERR_INVALID_ARG_TYPE');
    assert.ok(error.message.startsWith(`The "${argument}" argument must be `), error.message);
    assert.match(error.message, /\. Received ./);
    return true;
  });
}

/** A typed array whose memory has been given away. */
function detached(text = SECRET) {
  const buffer = new TextEncoder().encode(text).buffer;
  const view = new Uint8Array(buffer);
  structuredClone(buffer, { transfer: [buffer] });
  return view;
}

/** A typed array over memory that threads share. */
function shared(text = SECRET) {
  const bytes = new TextEncoder().encode(text);
  const view = new Uint8Array(new SharedArrayBuffer(bytes.length));
  view.set(bytes);
  return view;
}

/** Values that are neither text nor bytes nor numbers, with names for messages. */
const OTHER_TYPES = {
  undefined: undefined,
  null: null,
  true: true,
  false: false,
  symbol: Symbol('symbol'),
  function: () => SECRET,
  object: { secret: SECRET },
  array: [SECRET],
  'boxed string': new String(SECRET),
  'object without prototype': Object.create(null),
  'object that turns into text': { toString: () => SECRET, [Symbol.toPrimitive]: () => SECRET },
  'proxy that throws': new Proxy({}, { get: () => assert.fail('looked into') }),
  'getter that throws': {
    get constructor() {
      return assert.fail('looked into');
    },
  },
  map: new Map(),
  date: new Date(0),
  promise: Promise.resolve(SECRET),
  'shared buffer': new SharedArrayBuffer(8),
  'view of a shared buffer': shared(),
  'detached view': detached(),
  'detached buffer': detached().buffer,
};

module.exports = { SECRET, USER, OTHER_TYPES, expectedHash, refuses, refusesType, detached, shared };
