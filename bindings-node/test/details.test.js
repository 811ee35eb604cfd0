'use strict';

// Details that a visitor can or can't be made of.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { test } = require('node:test');
const vm = require('node:vm');
const { KeyRing, SecretKey, UserhashError, Visitor } = require('userhash');

const USER = 'customer@example.com';
const key = new SecretKey('correct horse battery staple');
const ring = new KeyRing(key);
const hash = crypto.createHmac('sha256', 'correct horse battery staple').update(USER).digest('hex');

const shown = (details) => JSON.parse(key.visitor(details).toJson()).userDetails;

function refuses(call, code) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof UserhashError, error.stack);
    assert.equal(error.code, code);
    return error;
  }
  return assert.fail(`not refused as ${code}`);
}

function nested(levels) {
  let x = [];
  for (let level = 2; level < levels; level += 1) x = [x];
  return { email: USER, x };
}

function circular() {
  const details = { email: USER };
  details.self = { details };
  return details;
}

const MALFORMED = {
  array: [USER],
  text: JSON.stringify({ email: USER }),
  number: 5,
  NaN: NaN,
  boolean: true,
  function: () => {},
  symbol: Symbol('x'),
  bigint: 5n,
  date: new Date(0),
  'a function with fields': Object.assign(() => {}, { email: USER }),
  'NaN inside': { email: USER, x: NaN },
  'NaN further inside': { email: USER, x: [{ y: NaN }] },
  infinity: { email: USER, x: Infinity, y: null },
  'negative infinity': { email: USER, x: [-Infinity] },
  'boxed NaN': { email: USER, x: new Number(NaN) },
  'undefined in an array': { email: USER, x: [1, undefined] },
  'undefined in an array of an array': { email: USER, x: { y: [null, [undefined]] } },
  'hole in an array': { email: USER, x: [1, , 3] },
  'function in an array': { email: USER, x: [() => {}] },
  'symbol in an array': { email: USER, x: [Symbol('x')] },
  'what toJSON gives': { toJSON: () => ({ email: USER, x: NaN }) },
  'bigint inside': { email: USER, x: 5n },
  circular: circular(),
  'a secret key': { email: USER, key },
  'a key ring': { email: USER, ring },
  'a visitor': { email: USER, visitor: key.visitor({ email: USER }) },
  surrogate: { email: 'a\ud800' },
  'surrogate elsewhere': { email: USER, x: ['\udc00'] },
  'surrogate in a key': { email: USER, '\ud83d': 1 },
  'surrogates in the wrong order': { email: USER, x: '\ude00\ud83d' },
  prototype: { email: USER, x: JSON.parse('{"__proto__":{}}') },
  '10 MB': { email: USER, x: 'x'.repeat(10_000_000) },
  '33 levels': nested(33),
  '10,000 levels': nested(10_000),
  '100,000 levels': nested(100_000),
};

for (const [name, details] of Object.entries(MALFORMED)) {
  test(`malformed: ${name}`, () => {
    for (const call of [key.visitor.bind(key), ring.visitor.bind(ring),
      (given) => Visitor.withHash(hash, given)]) {
      const error = refuses(() => call(details), 'malformed_details');
      assert.equal(error.message, 'the details must be a JSON object in UTF-8');
    }
  });
}

test('none are a wrong type', () => {
  for (const none of [undefined, null]) {
    for (const call of [() => key.visitor(none), () => ring.visitor(none),
      () => Visitor.withHash(hash, none)]) {
      assert.throws(call, {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: `The "details" argument must be of type object. Received ${none}`,
      });
    }
  }
});

test('details must name a user', () => {
  for (const signer of [key, ring]) {
    for (const email of [undefined, null, true, 1.5, 1e21, [USER], { email: USER }, () => USER]) {
      refuses(() => signer.visitor({ email }), 'missing_user');
    }
    refuses(() => signer.visitor({}), 'missing_user');
    refuses(() => signer.visitor(new Map([['email', USER]])), 'missing_user');
    refuses(() => signer.visitor({ x: { email: USER } }), 'missing_user');
    for (const identity of ['id', '', '\ud800', 'constructor', '\ufffd']) {
      refuses(() => signer.visitor({ email: USER }, { identity }), 'missing_user');
    }
    refuses(() => signer.visitor({ email: '' }), 'empty_user');
  }
});

test('the limits are where they are said to be', () => {
  key.visitor(nested(32));
  const room = 2 ** 20 - JSON.stringify({ email: USER, x: '' }).length;
  key.visitor({ email: USER, x: 'x'.repeat(room) });
  key.visitor({ email: USER, x: 'é'.repeat(room >> 1) });
  refuses(() => key.visitor({ email: USER, x: 'x'.repeat(room + 1) }), 'malformed_details');
});

test('order, numbers and nulls are kept', () => {
  const details = { z: 1, email: USER, a: [1.5, 1e300, null, true, {}, 'null'], x: null, é: '\ufffd日' };
  assert.deepEqual(shown(details), details);
  assert.deepEqual(Object.keys(shown(details)), Object.keys(details));
  assert.match(key.visitor(details).toJson(), /"a":\[1\.5,1e\+300,null,true,\{\},"null"\],"x":null/);
});

test('what JSON.stringify leaves out is left out', () => {
  class User {
    email = USER;
    #hidden = 1;
    since = new Date(0);
    hidden() {
      return this.#hidden;
    }
  }
  assert.deepEqual(shown(new User()), { email: USER, since: '1970-01-01T00:00:00.000Z' });
  for (const nothing of [null, 'null']) {
    const details = { email: USER, nothing, a: undefined, b: () => {}, c: Symbol('c'), d: { e: undefined } };
    assert.deepEqual(shown(details), { email: USER, nothing, d: {} });
  }
  assert.deepEqual(shown(Object.assign(Object.create(null), { email: USER })), { email: USER });
  assert.deepEqual(shown({ email: USER, x: new String('null'), y: new Number(1) }),
    { email: USER, x: 'null', y: 1 });
});

test('toJSON has its say', () => {
  assert.deepEqual(shown({ toJSON: () => ({ email: USER }) }), { email: USER });
  assert.deepEqual(shown({ email: USER, x: { toJSON: () => null } }), { email: USER, x: null });
  assert.deepEqual(shown({ email: { toJSON: () => USER }, x: [null] }), { email: USER, x: [null] });
});

test('details of another realm', () => {
  assert.deepEqual(shown(vm.runInNewContext(`({ email: '${USER}', x: [null] })`)),
    { email: USER, x: [null] });
  const sparse = vm.runInNewContext(`({ email: '${USER}', x: [,] })`);
  refuses(() => key.visitor(sparse), 'malformed_details');
});

test('raw JSON is taken as it stands', { skip: typeof JSON.rawJSON !== 'function' }, () => {
  const id = JSON.rawJSON('12345678901234567890');
  assert.match(key.visitor({ id, x: [null] }, { identity: 'id' }).toJson(), /:12345678901234567890,/);
  const lone = JSON.rawJSON('"\ud800"');
  refuses(() => key.visitor({ email: USER, lone }), 'malformed_details');
});

test('the cause says what JSON.stringify refused', () => {
  const cause = (details) => refuses(() => key.visitor(details), 'malformed_details').cause;
  assert.match(cause(circular()).message, /circular structure/);
  assert.match(cause({ email: USER, x: 5n }).message, /BigInt/);
  assert.match(cause({ email: USER, x: NaN }).message, /no form for NaN/);
  assert.match(cause({ email: USER, x: [undefined] }).message, /undefined in an array/);
  assert.ok(cause(nested(100_000)) instanceof RangeError);
  for (const none of [[], 5, 'text', Symbol('x'), () => {}]) {
    const plain = refuses(() => key.visitor(none), 'malformed_details');
    assert.ok(!Object.hasOwn(plain, 'cause'));
  }
});

test('what a lost value hides behind is no matter', () => {
  class Row {
    constructor(x) {
      this.x = x;
    }
  }
  const inherited = Object.create({ x: NaN });
  assert.deepEqual(shown({ email: USER, x: inherited }), { email: USER, x: {} });
  for (const lost of [new Row(NaN), [new Row([undefined])], Object.assign(Object.create(null), { x: NaN }),
    Object.assign(Object.create({}), { x: -Infinity }), { toJSON: () => [undefined] }, new Proxy({ x: NaN }, {}),
    { y: () => {}, x: NaN }, Object.assign([1], { toJSON: () => NaN }),
    Object.defineProperty({}, 'toJSON', { value: () => [undefined] }), [[[[[[, 1]]]]]]]) {
    refuses(() => key.visitor({ email: USER, lost }), 'malformed_details');
    refuses(() => key.visitor({ email: USER, x: null, lost }), 'malformed_details');
  }
});

test("errors of the caller's own objects are the caller's", () => {
  const own = new Error('the database has gone');
  const lazy = { email: USER, get x() { throw own; } };
  assert.throws(() => key.visitor(lazy), (error) => error === own);
});
