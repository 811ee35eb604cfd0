'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { once } = require('node:events');
const { test } = require('node:test');
const { Worker } = require('node:worker_threads');
const { SecretKey } = require('userhash');
const { SECRET, USER, expectedHash } = require('./support.js');

/** Runs a script in a worker thread; resolves to what it posts. */
async function inWorker(script, options) {
  const worker = new Worker(script, { eval: true, ...options });
  const exited = once(worker, 'exit');
  const [message] = await once(worker, 'message');
  assert.equal((await exited)[0], 0);
  return message;
}

const HASH_A_LOT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { SecretKey, KeyRing, UserhashError } = require('userhash');
  const { createHmac } = require('userhash/crypto');
  const key = new SecretKey(workerData.secret);
  const hashes = new Set();
  for (let i = 0; i < 20000; i += 1) {
    hashes.add(key.userHash(workerData.user));
    hashes.add(createHmac('sha256', workerData.secret).update(workerData.user).digest('hex'));
    if (i % 100 === 0) new KeyRing(new SecretKey('filler ' + i), key);
  }
  let refused;
  try {
    key.userHash('');
  } catch (error) {
    refused = [error instanceof UserhashError, error.name, error.code];
  }
  parentPort.postMessage({ hashes: [...hashes], refused });`;

test('two workers and the main thread at once', async () => {
  const workerData = { secret: SECRET, user: USER };
  const running = [inWorker(HASH_A_LOT, { workerData }), inWorker(HASH_A_LOT, { workerData })];
  const key = new SecretKey(SECRET);
  for (let i = 0; i < 20_000; i += 1) key.userHash(USER);
  for (const { hashes, refused } of await Promise.all(running)) {
    assert.deepEqual(hashes, [expectedHash(SECRET, USER)]);
    assert.deepEqual(refused, [true, 'UserhashError', 'empty_user']);
  }
  // The errors of this thread still have this thread's class.
  assert.throws(() => key.userHash(''), { name: 'UserhashError', code: 'empty_user' });
});

test('workers that come and go', async () => {
  for (let i = 0; i < 5; i += 1) {
    const { hashes } = await inWorker(HASH_A_LOT, { workerData: { secret: SECRET, user: `${i}` } });
    assert.deepEqual(hashes, [expectedHash(SECRET, `${i}`)]);
  }
});

test('a worker that is stopped at work', async () => {
  const worker = new Worker(
    `const { SecretKey } = require('userhash');
     const { createHmac } = require('userhash/crypto');
     const key = new SecretKey('a secret');
     const left = [];
     require('node:worker_threads').parentPort.postMessage('ready');
     for (;;) { key.userHash('user'); left.push(createHmac('sha256', 'k')); left.length %= 1000; }`,
    { eval: true },
  );
  await once(worker, 'message');
  await worker.terminate();
  assert.equal(new SecretKey(SECRET).userHash(USER), expectedHash(SECRET, USER));
});

test('loaded by workers only, one after the other', () => {
  const script = `
    const { Worker } = require('node:worker_threads');
    const run = (left) => new Worker(
      "require('userhash').SecretKey.fromHex('00ff').userHash('user'); require('userhash/crypto').createHmac('sha256', '')",
      { eval: true },
    ).on('exit', (code) => (code || left === 0 ? process.exit(code) : run(left - 1)));
    run(5);`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: __dirname, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});

test('fromEnv reads the environment of its worker', async () => {
  const script = `
    const { parentPort } = require('node:worker_threads');
    const { SecretKey } = require('userhash');
    const hash = (name) => { try { return SecretKey.fromEnv(name).userHash('user'); } catch (error) { return error.code; } };
    parentPort.postMessage([hash('USERHASH_WORKER'), hash('PATH'), hash('USERHASH_STRANGE')]);`;
  process.env.USERHASH_STRANGE = 'something else';
  const env = { USERHASH_WORKER: SECRET, USERHASH_STRANGE: 'a \ufffd b' };
  assert.deepEqual(await inWorker(script, { env }), [
    expectedHash(SECRET, 'user'),
    'missing_secret',
    expectedHash('a \ufffd b', 'user'),
  ]);
});

test('a variable that isn’t UTF-8 keeps its bytes', { skip: process.platform === 'win32' }, () => {
  // Only a shell can set one.
  const script = `
    const { SecretKey } = require('userhash');
    const { Worker } = require('node:worker_threads');
    const show = 'process.stdout.write(require("userhash").SecretKey.fromEnv("BINARY").userHash("user") + " ")';
    eval(show);
    new Worker(show, { eval: true });`;
  const command = `BINARY="$(printf '\\200\\377key\\376')" exec "$0" -e "$1"`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, script], { cwd: __dirname, encoding: 'utf8' });
  const expected = expectedHash(Buffer.from('80ff6b6579fe', 'hex'), 'user');
  assert.equal(stdout, `${expected} ${expected} `, stderr);
});
