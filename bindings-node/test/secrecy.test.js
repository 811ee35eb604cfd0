'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const util = require('node:util');
const v8 = require('node:v8');
const { MessageChannel, Worker } = require('node:worker_threads');
const { KeyRing, SecretKey } = require('userhash');
const { createHmac } = require('userhash/crypto');
const { USER, expectedHash } = require('./support.js');

const CANARY = 'canary-8d1f0c2b-secret';
const FORMS = [
  CANARY,
  Buffer.from(CANARY).toString('hex'),
  Buffer.from(CANARY).toString('base64').replace(/=+$/, ''),
];

const key = new SecretKey(CANARY);
const ring = new KeyRing(new SecretKey('another secret'), key);
const hash = expectedHash(CANARY, USER);

/** Fails if a text holds the secret key or the user hash, in a form that can be recognised. */
function isClean(text) {
  assert.equal(typeof text, 'string');
  for (const form of [...FORMS, hash]) assert.ok(!text.includes(form), text);
}

/** Everything that an error can be asked for. */
function shown(error) {
  return [error.message, error.stack, String(error), util.inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)].join('\n');
}

test('inspecting shows the fingerprint', () => {
  assert.equal(util.inspect(key), `SecretKey(fingerprint=${key.fingerprint})`);
  assert.equal(util.inspect({ key }), `{ key: SecretKey(fingerprint=${key.fingerprint}) }`);
  assert.match(util.inspect(ring), /^KeyRing\(fingerprints=\[[0-9a-f]{8}, [0-9a-f]{8}\]\)$/);
  assert.ok(util.inspect(ring).includes(key.fingerprint));
  for (const object of [key, ring, createHmac('sha256', CANARY).update(CANARY)]) {
    for (const options of [{}, { showHidden: true, depth: 20 }, { customInspect: false, showHidden: true }, { getters: true, compact: false }]) {
      isClean(util.inspect(object, options));
    }
    isClean(util.format('%s %o %O %j', object, object, object, {}));
    isClean(String(object));
    isClean(Object.prototype.toString.call(object));
  }
  assert.equal(util.inspect(Object.create(SecretKey.prototype)), 'SecretKey {}');
  assert.equal(util.inspect(Object.create(KeyRing.prototype)), 'KeyRing {}');
  assert.doesNotThrow(() => util.inspect([SecretKey, SecretKey.prototype, KeyRing.prototype]));
});

test('console.log and uncaught errors show nothing', () => {
  const script = `
    const { SecretKey, KeyRing } = require('userhash');
    const { createHmac } = require('userhash/crypto');
    const key = SecretKey.fromEnv('CANARY');
    console.log(key, new KeyRing(key), createHmac('sha256', process.env.CANARY));
    console.dir(key, { showHidden: true });
    console.table([key]);
    new SecretKey(process.env.CANARY + ' ');`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: __dirname,
    encoding: 'utf8',
    env: { ...process.env, CANARY },
  });
  assert.equal(status, 1);
  assert.match(stdout, /SecretKey\(fingerprint=/);
  assert.match(stderr, /padded_secret/);
  isClean(stdout);
  isClean(stderr);
});

test('JSON refuses', () => {
  for (const object of [key, ring]) {
    assert.throws(() => JSON.stringify(object), TypeError);
    assert.throws(() => JSON.stringify({ deep: [{ object }] }), TypeError);
  }
  isClean(JSON.stringify(Object.assign({}, key, ring, { ...key })));
});

test('structured cloning refuses', async () => {
  const { port1 } = new MessageChannel();
  for (const object of [key, ring]) {
    for (const clone of [
      () => structuredClone(object),
      () => structuredClone({ deep: [object] }),
      () => structuredClone(new Map([[object, object]])),
      () => port1.postMessage(object),
      () => new Worker('', { eval: true, workerData: { object } }),
    ]) {
      assert.throws(clone, { name: 'DataCloneError' });
    }
    assert.throws(() => v8.serialize(object), /could not be cloned/);
    assert.throws(() => new v8.Serializer().writeValue(object), /could not be cloned/);
  }
  port1.close();
});

test('no error holds a secret key, nor the hash that a visitor should have sent', () => {
  const calls = [
    () => new SecretKey(`${CANARY}\n`),
    () => new SecretKey(`<${CANARY}>`),
    () => new SecretKey(`${CANARY}\ud800`),
    () => new SecretKey([CANARY]),
    () => new SecretKey({ CANARY }),
    () => new SecretKey(Object(CANARY)),
    () => new SecretKey(Symbol(CANARY)),
    () => SecretKey.fromHex(CANARY),
    () => SecretKey.fromBase64(CANARY),
    () => SecretKey.fromEnv(CANARY),
    () => SecretKey.fromFile(CANARY),
    () => new KeyRing(CANARY),
    () => new KeyRing(key, CANARY),
    () => key.userHash(''),
    () => key.userHash({ hash }),
    () => key.verify('', hash),
    () => ring.verify(null, hash),
    () => JSON.stringify(key),
    () => structuredClone(key),
    () => SecretKey.prototype.userHash.call(CANARY, USER),
    () => createHmac(CANARY.length, CANARY),
    () => createHmac('md5', CANARY),
    () => createHmac('sha256', [CANARY]),
    () => createHmac('sha256', CANARY, { encoding: 'unknown' }),
    () => createHmac('sha256', CANARY).update([CANARY]),
    () => createHmac('sha256', CANARY).update(CANARY.slice(1), 'hex'),
  ];
  for (const call of calls) {
    let thrown;
    try {
      call();
    } catch (error) {
      thrown = error;
    }
    assert.ok(thrown instanceof Error, `${call} threw nothing`);
    isClean(shown(thrown));
  }
});

test('the check would notice', () => {
  assert.throws(() => isClean(`a log line with ${CANARY}`));
  assert.throws(() => isClean(shown(new Error('', { cause: hash }))));
  assert.throws(() => isClean(Buffer.from(CANARY).toString('hex')));
});

test('nothing leads from a key to the addon’s side of it', () => {
  for (const object of [key, ring, SecretKey, KeyRing, createHmac('sha256', CANARY)]) {
    for (let at = object; at !== null && at !== Function.prototype; at = Object.getPrototypeOf(at)) {
      for (const name of Reflect.ownKeys(at)) {
        const { value } = Object.getOwnPropertyDescriptor(at, name);
        assert.ok(!util.types.isExternal(value), String(name));
      }
    }
  }
  assert.throws(() => require('userhash/lib/native.js'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
});
