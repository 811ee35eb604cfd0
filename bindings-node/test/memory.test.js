'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

const LIMIT = 64 * 1024;

test('10^6 calls, 10^5 failing calls and 10^5 dropped objects leave nothing behind', (t) => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    // A fixed size of the young generation: V8 would let it grow while measuring.
    ['--expose-gc', '--min-semi-space-size=8', '--max-semi-space-size=8', path.join(__dirname, 'memory-growth.js')],
    { encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  const { 'a planted leak': planted, ...kinds } = JSON.parse(stdout);
  for (const [kind, { resident, external }] of Object.entries(kinds)) {
    t.diagnostic(`${kind}: ${resident} bytes resident, ${external} external`);
    assert.ok(resident < LIMIT, `${kind}: ${resident} bytes more are resident`);
    assert.ok(external < LIMIT, `${kind}: ${external} bytes more are external`);
  }
  // The same measurement sees a leak where there is one.
  t.diagnostic(`a planted leak of 16 bytes: ${planted.resident} bytes resident`);
  assert.ok(planted.resident > LIMIT && planted.external > LIMIT);
});
