'use strict';

// Run by memory.test.js, with --expose-gc: prints by how many bytes each kind of call makes this
// process grow.
//
// The resident size of a process with a garbage collector goes up and down by itself. What leaks
// shows in every round, noise doesn't: so the smallest growth of up to a dozen rounds counts, each of
// as many calls, after a warm-up that lets the heap and the compiled code settle. A leak of one byte
// a call would show as a megabyte in each.

const { setTimeout: pause } = require('node:timers/promises');
const { KeyRing, SecretKey } = require('userhash');
const { createHmac, timingSafeEqual } = require('userhash/crypto');

const ROUNDS = 12;
const CALLS = 1_000_000;
const FAILING_CALLS = 100_000;
/** Objects of the addon's are freed between two turns of the event loop, so there is one after so many. */
const TURN = 5_000;

const key = new SecretKey('a secret');
const ring = new KeyRing(new SecretKey('another secret'), key);
const hash = key.userHash('customer@example.com');
const bytes = Buffer.alloc(1000, 'x');
const long = 'é'.repeat(1000);

const failing = (call) => () => {
  try {
    call();
  } catch {
    return;
  }
  throw new Error(`${call} didn't fail`);
};

/** A few calls each, so that 10^6 calls take seconds and not minutes. */
const kinds = {
  calls: [
    CALLS,
    [
      () => key.userHash('customer@example.com'),
      () => key.userHash(long),
      () => key.userHash(bytes),
      () => key.userHash(42),
      () => key.userHash(2n ** 100n),
      () => key.verify('customer@example.com', hash),
      () => key.verify('customer@example.com', bytes),
      () => ring.verifiedBy('customer@example.com', hash),
      () => createHmac('sha256', 'k').update('a').digest('hex'),
      () => createHmac('sha256', bytes).update(bytes).update(long).digest(),
      () => timingSafeEqual(bytes, bytes),
      () => key.fingerprint,
    ],
  ],
  'failing calls': [
    FAILING_CALLS,
    [
      failing(() => new SecretKey('')),
      failing(() => new SecretKey(5)),
      failing(() => key.userHash('\ud800')),
      failing(() => key.userHash({})),
      failing(() => key.verify('', hash)),
      failing(() => new KeyRing(5)),
      failing(() => createHmac('nope', 'k')),
      failing(() => createHmac('sha256', 5)),
      failing(() => timingSafeEqual(bytes, long)),
    ],
  ],
  'objects made and dropped': [
    FAILING_CALLS,
    [
      () => new SecretKey('a secret'),
      () => SecretKey.fromHex('00ff'),
      () => new KeyRing(key, key),
      () => createHmac('sha256', 'k').update('unfinished'),
    ],
  ],
};
const kept = [];
// What a leak looks like: 16 bytes a call, outside of JavaScript's heap.
kinds['a planted leak'] = [CALLS / 10, [() => kept.push(new ArrayBuffer(16))]];

async function settle() {
  for (let i = 0; i < 4; i += 1) {
    global.gc();
    // Node gives memory of finalised objects back in a later turn.
    await pause(5);
  }
}

async function round(count, calls) {
  for (let done = 0; done < count; ) {
    for (let i = 0; i < TURN && done < count; i += 1, done += 1) calls[done % calls.length]();
    await pause(0);
  }
  await settle();
  return process.memoryUsage();
}

async function main() {
  const report = {};
  for (const [kind, [count, calls]] of Object.entries(kinds)) {
    await round(count / 2, calls);
    let before = await round(count / 10, calls);
    const growths = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const after = await round(count, calls);
      growths.push({ resident: after.rss - before.rss, external: after.external - before.external });
      before = after;
      // One round without growth is enough to know.
      if (growths[i].resident <= 0 && growths[i].external <= 0) break;
    }
    report[kind] = {
      resident: Math.min(...growths.map(({ resident }) => resident)),
      external: Math.min(...growths.map(({ external }) => external)),
    };
  }
  console.log(JSON.stringify(report));
}

main();
