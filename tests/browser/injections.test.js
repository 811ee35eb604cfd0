'use strict';

// No payload changes a page's shape, runs, or is lost: by parse5, and in Chromium.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { launch } = require('./browser.js');
const { injections, nonces, payloads } = require('./cases.js');
const { check } = require('./checks.js');

const NOTHING = { wrong: [], dialogs: [], globals: [], reports: [], requests: [] };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test('every payload in every slot', async (t) => {
  const { cases, refused } = injections();
  const renderings = cases.reduce((sum, each) => sum + each.visitors * each.renderings.length, 0);
  assert.ok(payloads.length > 100 && renderings > 5000);
  assert.deepEqual(
    refused,
    ['key', 'key and value', 'nested', 'identity field'].map(
      (slot) => `__proto__ as ${slot}: malformed_details`,
    ),
  );
  assert.deepEqual(await check(browser, cases), NOTHING);
  t.diagnostic(`${renderings} renderings as they should be, ${refused.length} visitors refused`);
});

test('every payload as a nonce', async (t) => {
  const { cases, refused } = nonces();
  assert.equal(cases.length + refused.length, 2 * payloads.length);
  assert.ok(cases.length > 10 && refused.length > 200);
  for (const reason of refused) {
    assert.match(reason, / as nonce of (script|logout): malformed_nonce$/);
  }
  assert.deepEqual(await check(browser, cases), NOTHING);
  t.diagnostic(`${cases.length} nonces as they should be, ${refused.length} refused`);
});
