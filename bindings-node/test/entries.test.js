'use strict';

// Every function that JavaScript calls runs inside `entry`, which turns panics into errors. What the
// compiler doesn't check is checked here, in the source.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const SOURCES = path.join(__dirname, '..', 'src');

/** The names of functions marked #[napi] whose whole body isn't a call of `entry`. */
function unguarded(source) {
  const names = [];
  for (const [, name, body] of source.matchAll(/^#\[napi\b[^\n]*\]\n(?:#\[[^\n]*\]\n)*pub fn (\w+)[^{]*?(\{\n.*?\n\})$/gms)) {
    if (!/^\{\n {4}entry\(env, \|\| .*\)\n\}$/s.test(body)) names.push(name);
  }
  return names;
}

test('every entry is guarded', () => {
  let entries = 0;
  for (const name of fs.readdirSync(SOURCES, { recursive: true }).filter((file) => file.endsWith('.rs'))) {
    const source = fs.readFileSync(path.join(SOURCES, name), 'utf8');
    assert.deepEqual(unguarded(source), [], name);
    entries += source.match(/^#\[napi\b/gm)?.length ?? 0;
    const unsafe = /\bunsafe\b/.test(source.replace(/^\s*\/\/.*$/gm, ''));
    assert.ok(!unsafe || name.startsWith('raw'), `${name}: unsafe code stands in raw/ only`);
  }
  const declared = fs.readFileSync(path.join(__dirname, '..', 'lib', 'native.d.ts'), 'utf8').match(/declare function/g).length;
  // One more: the function of the feature forced-panic.
  assert.equal(entries, declared + 1);
});

test('the check would notice', () => {
  const guarded = '#[napi]\npub fn fine(env: Env) -> napi::Result<()> {\n    entry(env, || Ok(()))\n}\n';
  const bare = '#[napi]\npub fn bare(env: Env) -> napi::Result<()> {\n    Ok(())\n}\n';
  const late = '#[napi(ts_return_type = "never")]\npub fn late(env: Env) -> napi::Result<()> {\n    work();\n    entry(env, || Ok(()))\n}\n';
  assert.deepEqual(unguarded(guarded), []);
  assert.deepEqual(unguarded(guarded + bare + late), ['bare', 'late']);
});
