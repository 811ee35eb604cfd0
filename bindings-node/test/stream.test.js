'use strict';

const assert = require('node:assert/strict');
const theirs = require('node:crypto');
const { once } = require('node:events');
const { PassThrough, Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { test } = require('node:test');
const ours = require('userhash/crypto');

/** Runs a use of a stream with both modules and compares what comes out. */
async function alike(use) {
  const expected = await use(theirs);
  assert.deepEqual(await use(ours), expected);
  return expected;
}

const read = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
};

test('write, end, read', async () => {
  const [tag] = await alike(async ({ createHmac }) => {
    const hmac = createHmac('sha256', 'k');
    hmac.write('a');
    hmac.write(Buffer.from('b'));
    hmac.end('c');
    return read(hmac);
  });
  assert.ok(Buffer.isBuffer(tag));
  assert.equal(tag.length, 32);
});

test('the way of the handbook: end, then read', async () => {
  await alike(async ({ createHmac }) => {
    const hmac = createHmac('sha256', 'k');
    const readable = once(hmac, 'readable');
    hmac.write('some data');
    hmac.end();
    await readable;
    return [hmac.read().toString('hex'), hmac.read()];
  });
});

test('pipe in and out', async () => {
  const chunks = Array.from({ length: 50 }, (_, i) => Buffer.alloc(i * 97, i));
  await alike(async ({ createHmac }) => {
    const out = new PassThrough();
    await pipeline(Readable.from(chunks), createHmac('sha256', 'k'), out);
    return read(out);
  });
  await alike(async ({ createHmac }) => read(Readable.from(chunks).pipe(createHmac('sha256', 'k'))));
});

test('encodings of what is written and read', async () => {
  await alike(async ({ createHmac }) => {
    const hmac = createHmac('sha256', 'k');
    hmac.setEncoding('hex');
    hmac.write('616263', 'hex');
    hmac.write('YWJj', 'base64');
    hmac.end('é', 'latin1');
    return read(hmac);
  });
  for (const options of [{ defaultEncoding: 'hex' }, { encoding: 'hex' }, { defaultEncoding: 'latin1' }, { highWaterMark: 1 }, { objectMode: true }]) {
    await alike(async ({ createHmac }) => {
      const hmac = createHmac('sha256', '616263', options);
      hmac.end('abcd');
      return read(hmac);
    });
  }
});

test('an empty stream', async () => {
  await alike(async ({ createHmac }) => {
    const hmac = createHmac('sha256', 'k');
    hmac.end();
    return read(hmac);
  });
});

test('update and stream together', async () => {
  await alike(async ({ createHmac }) => {
    const hmac = createHmac('sha256', 'k').update('a');
    hmac.write('b');
    hmac.update('c');
    hmac.end();
    return read(hmac);
  });
});

// What Node 20 answers; some later versions answer with memory that nothing was written to.
test('after the stream has ended, the tag is gone', async () => {
  const hmac = ours.createHmac('sha256', 'k');
  hmac.end('a');
  const [tag] = await read(hmac);
  assert.deepEqual(tag, theirs.createHmac('sha256', 'k').update('a').digest());
  assert.throws(() => hmac.update('b'), { code: 'ERR_CRYPTO_HASH_UPDATE_FAILED', message: 'Hash update failed' });
  assert.equal(hmac.digest('hex'), '');
  assert.deepEqual(hmac.digest(), Buffer.alloc(0));
  assert.throws(() => hmac.update('b'), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
});

test('after the tag was taken, the stream has nothing', async () => {
  const hmac = ours.createHmac('sha256', 'k');
  hmac.digest();
  hmac.end('a');
  assert.deepEqual(await read(hmac), []);
});

test('the stream’s own properties', async () => {
  await alike(async ({ createHmac }) => {
    const hmac = createHmac('sha256', 'k', { highWaterMark: 99 });
    const { readable, writable, destroyed, readableHighWaterMark, writableHighWaterMark, readableEnded } = hmac;
    const closed = once(hmac, 'close');
    hmac.destroy();
    await closed;
    return [readable, writable, destroyed, readableHighWaterMark, writableHighWaterMark, readableEnded, hmac.destroyed];
  });
});

test('wrong chunks are refused by the stream', async () => {
  await alike(async ({ createHmac }) => {
    const codes = [];
    for (const chunk of [null, 5, {}, []]) {
      try {
        createHmac('sha256', 'k').write(chunk);
      } catch (error) {
        codes.push(error.code);
      }
    }
    return codes;
  });
});

test('listeners may come before the stream is set up', async () => {
  await alike(
    ({ createHmac }) =>
      new Promise((resolve) => {
        const seen = [];
        const hmac = createHmac('sha256', 'k');
        hmac.once('finish', () => seen.push('finish'));
        hmac.on('end', () => resolve(seen));
        hmac.on('data', (tag) => seen.push(tag.toString('hex')));
        hmac.end('a');
      }),
  );
});

test('an HMAC that is no stream costs none', () => {
  const hmac = ours.createHmac('sha256', 'k');
  hmac.update('a').digest();
  assert.equal(Object.hasOwn(hmac, '_readableState'), false);
  assert.equal(hmac.readable, true);
  assert.equal(Object.hasOwn(hmac, '_readableState'), true);
});
