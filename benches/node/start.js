'use strict';

// What `require('userhash')` adds to the start of Node: starts with and without it, in turns, in a
// folder that has the package installed.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const PROGRAMS = {
  'empty program': '',
  "require('userhash')": "require('userhash')",
  'require of an empty package': "require('empty')",
  "require('userhash/crypto')": "require('userhash/crypto')",
};
const RUNS = 100;
/** Milliseconds. */
const WANTED = 3;

const app = fs.mkdtempSync(path.join(os.tmpdir(), 'userhash-start-'));
process.on('exit', () => fs.rmSync(app, { recursive: true, force: true }));
const install = (name) => path.join(app, 'node_modules', name);
fs.mkdirSync(install('empty'), { recursive: true });
fs.writeFileSync(path.join(install('empty'), 'index.js'), '');
// Like ours, it says what it exports, which Node takes time to look at.
fs.writeFileSync(path.join(install('empty'), 'package.json'), '{"name":"empty","exports":{".":"./index.js"}}');
const manifest = path.join(__dirname, '..', '..', 'bindings-node');
fs.mkdirSync(install('userhash'));
fs.copyFileSync(path.join(manifest, 'package.json'), path.join(install('userhash'), 'package.json'));
fs.cpSync(path.join(manifest, 'lib'), path.join(install('userhash'), 'lib'), { recursive: true });

/** How many milliseconds Node takes to start, run a program and end. */
function milliseconds(program) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, ['-e', program || '0'], { cwd: app });
  if (status !== 0) throw new Error(`failed: ${program}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

const sorted = (values) => values.toSorted((a, b) => a - b);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
/** The median of the quickest fifth: the rest tells what else the machine was doing. */
const quick = (values) => median(sorted(values).slice(0, values.length / 5));

const times = Object.values(PROGRAMS).map(() => []);
for (let run = -2; run < RUNS; run += 1) {
  Object.values(PROGRAMS).forEach((program, i) => {
    const taken = milliseconds(program);
    if (run >= 0) times[i].push(taken);
  });
}
console.log(`\n${''.padEnd(32)}${'quickest'.padStart(12)}${'median'.padStart(12)}${'mean'.padStart(12)}${'wanted'.padStart(12)}`);
const figures = times.map((values) => [quick, median, mean].map((of) => of(values)));
Object.keys(PROGRAMS).forEach((name, i) => {
  const shown = figures[i].map((value, j) => (i === 0 ? value.toFixed(2) : `+${(value - figures[0][j]).toFixed(2)}`));
  const wanted = name === "require('userhash')" ? `< ${WANTED} ms` : '';
  console.log(name.padEnd(32) + shown.map((value) => `${value} ms`.padStart(12)).join('') + wanted.padStart(12));
});
