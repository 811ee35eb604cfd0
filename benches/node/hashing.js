'use strict';

// userhash against node:crypto, the two in turns in one process; medians of many rounds.
//
// `--check` fails if a ratio is below what is wanted.

const theirs = require('node:crypto');
const { KeyRing, SecretKey } = require('../../bindings-node');
const ours = require('../../bindings-node/lib/crypto.js');

const SECRET = 'correct horse battery staple';
const USER = 'customer@example.com';
const MEGABYTE = Buffer.alloc(1_000_000, 'x');

const key = new SecretKey(SECRET);
const ring = new KeyRing(key, new SecretKey('the previous secret'));
const hash = key.userHash(USER);
const bytes = Buffer.from(USER);

const nodes = {
  hash: () => theirs.createHmac('sha256', SECRET).update(USER).digest('hex'),
  ofBytes: () => theirs.createHmac('sha256', SECRET).update(bytes).digest('hex'),
  check: () => {
    const expected = theirs.createHmac('sha256', SECRET).update(USER).digest();
    const presented = Buffer.from(hash, 'hex');
    return presented.length === expected.length && theirs.timingSafeEqual(expected, presented);
  },
  digest: () => theirs.createHmac('sha256', SECRET).update(USER).digest(),
  megabyte: () => theirs.createHmac('sha256', SECRET).update(MEGABYTE).digest('hex'),
};

// What it is, what ours is to be faster by, ours, Node's own.
const PAIRS = [
  ['userHash', 4, () => key.userHash(USER), nodes.hash],
  ['userHash of bytes', undefined, () => key.userHash(bytes), nodes.ofBytes],
  ['verify', 4, () => key.verify(USER, hash), nodes.check],
  ['verify, ring of two keys', undefined, () => ring.verify(USER, hash), nodes.check],
  ["createHmac(…).digest('hex')", undefined, () => ours.createHmac('sha256', SECRET).update(USER).digest('hex'), nodes.hash],
  ['createHmac(…).digest()', undefined, () => ours.createHmac('sha256', SECRET).update(USER).digest(), nodes.digest],
  ['createHmac(…) of 1 MB', undefined, () => ours.createHmac('sha256', SECRET).update(MEGABYTE).digest('hex'), nodes.megabyte],
];
const ROUNDS = 25;
/** Nanoseconds that one measurement takes. */
const ROUND = 20e6;

/** Nanoseconds that a call takes. */
function time(call, count) {
  const started = process.hrtime.bigint();
  for (let i = 0; i < count; i += 1) call();
  return Number(process.hrtime.bigint() - started) / count;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

let short = false;
console.log(`${''.padEnd(32)}${'userhash'.padStart(12)}${`Node ${process.version}`.padStart(16)}${'ratio'.padStart(9)}${'wanted'.padStart(9)}`);
for (const [name, wanted, ...calls] of PAIRS) {
  // First until the compiler has seen them, then for how many fill a round.
  const counts = calls.map((call) => {
    time(call, Math.ceil(ROUND / time(call, 20)));
    return Math.ceil(ROUND / time(call, 20));
  });
  const rounds = Array.from({ length: ROUNDS }, () => calls.map((call, i) => time(call, counts[i])));
  const [our, own] = [0, 1].map((i) => median(rounds.map((times) => times[i])));
  // Of each round by itself: what slows the machine down for a while slows both.
  const ratio = median(rounds.map(([a, b]) => b / a));
  if (wanted && ratio < wanted) short = true;
  const shown = [our, own].map((ns) => `${Math.round(ns).toLocaleString('en')} ns`);
  console.log(`${name.padEnd(32)}${shown[0].padStart(12)}${shown[1].padStart(16)}${`${ratio.toFixed(1)}x`.padStart(9)}${(wanted ? `${wanted}x` : '').padStart(9)}`);
}
process.exitCode = short && process.argv.includes('--check') ? 1 : 0;
