'use strict';

// A visitor's script tag against JSON.stringify and node:crypto, the two in turns in one process;
// medians of many rounds. `--check` fails if userhash is the slower one anywhere.

const { createHmac } = require('node:crypto');
const { SecretKey } = require('../../bindings-node');

const SECRET = 'correct horse battery staple';
const ROUNDS = 25;
const CALLS = 5_000;

const key = new SecretKey(SECRET);
const typical = {
  email: 'customer@example.com',
  name: 'Jane Doe',
  phone: '+44 20 7946 0000',
  plan: 'business',
  seats: 25,
};

const own = (details) => {
  const hash = createHmac('sha256', SECRET).update(details.email).digest('hex');
  // Escapes nothing: what people paste, and what userhash is there to replace.
  return `<script>${JSON.stringify(details)}${hash}</script>`;
};

const CASES = {
  'typical details': typical,
  'with a null': { ...typical, phone: null },
  'with a null in an array': { ...typical, tags: ['a', null] },
};

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

/** Nanoseconds that a call takes. */
function time(call) {
  const started = process.hrtime.bigint();
  for (let i = 0; i < CALLS; i += 1) call();
  return Number(process.hrtime.bigint() - started) / CALLS;
}

let slower = false;
for (const [name, details] of Object.entries(CASES)) {
  const calls = [() => key.visitor(details).scriptTag(), () => own(details)];
  calls.forEach(time);
  const rounds = Array.from({ length: ROUNDS }, () => calls.map(time));
  const ratio = median(rounds.map(([ours, theirs]) => theirs / ours));
  const [ours, theirs] = [0, 1].map((side) => Math.round(median(rounds.map((round) => round[side]))));
  const label = `visitor(…).scriptTag(), ${name}`.padEnd(50);
  console.log(`${label}${ours} ns, Node's own ${theirs} ns: ${ratio.toFixed(1)}x`);
  slower ||= ratio < 1;
}
if (slower && process.argv.includes('--check')) process.exitCode = 1;
