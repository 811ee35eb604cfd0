// Answers the conformance driver from Node. tests/conformance/README.md says what is asked.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');

const binding = path.join(__dirname, '../../../../bindings-node');
const { KeyRing, SecretKey, UserhashError } = require(binding);
const { createHmac } = require(path.join(binding, 'lib/crypto.js'));
const visitors = require('./visitors.js');

/** There is no such value or call in JavaScript. */
class CannotExpress extends Error {}

const CONSTRUCTORS = {
  new: (secret) => new SecretKey(secret),
  hex: (text) => SecretKey.fromHex(text),
  base64: (text) => SecretKey.fromBase64(text),
  env: (name) => SecretKey.fromEnv(name),
  file: (file) => SecretKey.fromFile(file),
  raw: (value) => value,
};

const WORDS = new Map([
  ['null', null],
  ['undefined', undefined],
  ['true', true],
  ['false', false],
  ['object', { a: 'b' }],
  ['symbol', Symbol('user')],
]);

// Buffers that are overwritten when the call that they were made for has returned.
const lent = [];

function overwrite() {
  while (lent.length > 0) lent.pop().fill(0xa5);
}

function data(hex) {
  const [digits, times = '1'] = hex.split('*');
  const once = Buffer.from(digits, 'hex');
  return times === '1' ? once : Buffer.alloc(once.length * Number(times), once);
}

function value(word) {
  if (WORDS.has(word)) return WORDS.get(word);
  if (word === 'ring') return new KeyRing(new SecretKey('secret'));
  const colon = word.indexOf(':');
  const rest = word.slice(colon + 1);
  switch (word.slice(0, colon)) {
    case 't':
      return data(rest).toString();
    case 'b':
      return data(rest);
    case 'integer':
      return Number.isSafeInteger(Number(rest)) ? Number(rest) : BigInt(rest);
    case 'number':
    case 'float':
      return Number(rest);
    case 'surrogate':
      return data(rest).swap16().toString('utf16le');
    case 'array':
      return [data(rest).toString()];
    case 'boxed':
      return new String(data(rest).toString());
    case 'view':
      return new Uint8Array(Buffer.concat([Buffer.from('<<<'), data(rest), Buffer.from('>')]))
        .subarray(3, -1);
    case 'mutated':
      lent.push(Buffer.from(data(rest)));
      return lent.at(-1);
    case 'shared': {
      const bytes = data(rest);
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
      shared.set(bytes);
      return shared;
    }
    case 'detached': {
      const given = new Uint8Array(data(rest));
      structuredClone(given.buffer, { transfer: [given.buffer] });
      return given;
    }
    default:
      throw new CannotExpress();
  }
}

/** A key or a ring, or what stands in place of one. */
function key(word) {
  const equals = word.indexOf('=');
  const constructor = word.slice(0, equals);
  const argument = word.slice(equals + 1);
  if (constructor === 'ring') {
    return new KeyRing(...argument.split(',').filter(Boolean).map(key));
  }
  if (constructor === 'blank') return Object.create(SecretKey.prototype);
  try {
    return CONSTRUCTORS[constructor](value(argument));
  } finally {
    overwrite();
  }
}

/** The interface that is like Node's own: in one call, or in pieces. */
function raw(secret, message, splits) {
  const hmac = createHmac('sha256', secret);
  if (splits === '-') return hmac.update(message).digest('hex');
  let start = 0;
  for (const length of splits.split(',').map(Number)) {
    hmac.update(message.subarray(start, start + length));
    start += length;
  }
  return hmac.digest('hex');
}

function result([call, ...words]) {
  switch (call) {
    case 'user_hash':
      return key(words[0]).userHash(value(words[1]));
    case 'verify':
      return key(words[0]).verify(value(words[1]), value(words[2]));
    case 'verified_by':
      return key(words[0]).verifiedBy(value(words[1]), value(words[2]));
    case 'fingerprint':
      return key(words[0]).fingerprint;
    case 'hmac':
      return raw(value(words[0]), value(words[1]), words[2]);
    case 'native':
      return crypto.createHmac('sha256', value(words[0])).update(value(words[1])).digest('hex');
    case 'visitor':
    case 'with_hash':
    case 'page':
      return visitors.result(call, words, key, value);
    default:
      throw new CannotExpress();
  }
}

// What a call returns, so that "true" doesn't pass for true, nor 1n for 1.
const TYPES = { verify: 'boolean', verified_by: 'number' };

function shown(call, got) {
  if (call === 'verified_by' && got === null) return 'none';
  return typeof got === (TYPES[call] ?? 'string') ? String(got) : `a ${typeof got}: ${got}`;
}

function answer(line) {
  try {
    const words = line.split(' ');
    return `=${shown(words[0], result(words))}`;
  } catch (error) {
    if (error instanceof CannotExpress) return 'n/a';
    if (error instanceof UserhashError) return `!${error.code}`;
    if (error instanceof TypeError) return '!type_error';
    return `!${error.name}`;
  } finally {
    overwrite();
  }
}

async function main() {
  const most = process.argv[2] === '--flush' ? 1 : 4096;
  let answers = [];
  const write = () => {
    if (answers.length > 0) fs.writeSync(1, `${answers.join('\n')}\n`);
    answers = [];
  };
  for await (const line of readline.createInterface({ input: process.stdin })) {
    answers.push(answer(line));
    if (answers.length >= most) write();
  }
  write();
}

main();
