'use strict';

// An addon built with the feature `forced-panic`, which makes every error of the table happen, and a
// panic: scripts/test-node builds it and says where it is.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');

const ADDON = process.env.USERHASH_FORCED_ADDON;
const ROOT = path.join(__dirname, '..', '..');
const LIB = path.join(__dirname, '..', 'lib');
const NAME = `userhash.${process.platform}-${process.arch}.node`;

let folder;
before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'userhash-forced-'));
  for (const name of fs.readdirSync(LIB)) {
    if (name.endsWith('.js')) fs.copyFileSync(path.join(LIB, name), path.join(folder, name));
  }
  fs.copyFileSync(ADDON, path.join(folder, NAME));
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The rows of the core's table of errors: number, code and message. */
function table() {
  const source = fs.readFileSync(path.join(ROOT, 'core', 'src', 'error.rs'), 'utf8');
  const rows = [...source.matchAll(/^    \w+ = (\d+), "(\w+)",\n\s+"((?:[^"\\]|\\.|\\\n)*)";/gm)];
  return rows.map(([, number, code, message]) => [Number(number), code, message.replace(/\\\n\s*/g, '')]);
}

test('every error of the table becomes a UserhashError with its code, number and message', () => {
  const native = require(path.join(folder, 'native.js'));
  const { UserhashError } = require(path.join(folder, 'index.js'));
  const rows = table();
  assert.ok(rows.length >= 17);
  for (const [number, code, message] of rows.filter(([, name]) => name !== 'panic')) {
    assert.throws(() => native.force(number), (error) => {
      assert.ok(error instanceof UserhashError);
      assert.deepEqual([error.number, error.code, error.message], [number, code, message]);
      return true;
    });
  }
  assert.equal(native.force(0), undefined);
});

test('a panic becomes a UserhashError, and Node goes on', () => {
  const [number, code, message] = table().find(([, name]) => name === 'panic');
  const script = `
    const native = require('./native.js');
    const { SecretKey, UserhashError } = require(process.argv[1]);
    const seen = [];
    for (let i = 0; i < 3; i += 1) {
      try { native.force(${number}); } catch (error) {
        seen.push(error instanceof UserhashError, error.code, error.number, error.message);
      }
    }
    seen.push(new SecretKey('a secret').userHash('user').length);
    console.log(JSON.stringify(seen));`;
  for (const entry of ['./index.js', './crypto.js']) {
    const source = entry === './crypto.js' ? `require('./crypto.js');${script}` : script;
    const { status, stdout } = spawnSync(process.execPath, ['-e', source, './index.js'], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), [...Array(3).fill([true, code, number, message]).flat(), 64]);
  }
});

test('what is shipped can’t be made to panic', () => {
  const shipped = { exports: {} };
  process.dlopen(shipped, path.join(LIB, NAME));
  assert.equal(shipped.exports.force, undefined);
});
