'use strict';

// Tags as they are often written by hand, put through the checks that ours pass: each check bites.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { launch } = require('./browser.js');
const { NONCE, page, payloads } = require('./cases.js');
const { check } = require('./checks.js');

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The case of a tag with the JSON that `write` makes of the visitor. */
function tag(name, payload, write, attributes = `nonce="${NONCE}"`) {
  const details = { email: 'customer@example.com', name: payload };
  const visitor = { user_hash: '0'.repeat(64), userDetails: details };
  const script = `window.acquire=window.acquire||[];acquire.push(${write(visitor)});`;
  return {
    name,
    renderings: ['script'],
    visitors: 1,
    nonce: NONCE,
    body: page(`<script ${attributes}>${script}</script>`),
    scripts: [script],
    told: [['push', visitor]],
  };
}

const escaped = (visitor) =>
  JSON.stringify(visitor).replaceAll('<', '&lt;').replaceAll('>', '&gt;');

test('JSON without escaping', async () => {
  const cases = payloads.map((payload) => tag(payload, payload, JSON.stringify));
  const { wrong, reports } = await check(browser, cases);
  const caught = new Set(wrong.map(({ name }) => name));
  // After a comment and a second <script>, an end tag isn't one.
  const ends = payloads.filter(
    (text) => /<\/script[\s/>]/i.test(text) && !/<!--<script/.test(text),
  );
  assert.ok(ends.length > 10);
  for (const payload of ends) {
    assert.ok(caught.has(payload), payload);
  }
  const kinds = ['parse5 shape', 'parse5 script', 'shape', 'script', 'global', 'violation', 'told'];
  assert.deepEqual(new Set(wrong.flatMap(({ found }) => found)), new Set(kinds));
  assert.ok(reports.length > 0);
});

test('JSON with the escapes of HTML', async () => {
  const { wrong } = await check(browser, [tag('entities', '<b>', escaped)]);
  assert.deepEqual(wrong, [{ name: 'entities', found: ['told'] }]);
});

test('what reaches beyond its page: a dialog, a global around it, requests', async () => {
  const injected = [
    '</script><script>alert(1)</script>',
    '</script><script>parent.planted=1</script>',
    '</script><img src=/planted>',
    '</script><img src=https://planted.example/>',
  ];
  const seen = await check(browser, injected.map((text) => tag(text, text, JSON.stringify)));
  assert.deepEqual(seen.dialogs, ['1']);
  assert.deepEqual(seen.globals, ['planted']);
  assert.ok(seen.requests.some((url) => url.endsWith('/planted')), String(seen.requests));
  assert.ok(seen.requests.includes('https://planted.example/'), String(seen.requests));
});

test('a tag without its nonce', async () => {
  const { wrong, reports } = await check(browser, [tag('no nonce', 'Jane', JSON.stringify, '')]);
  assert.deepEqual(wrong[0].found, ['parse5 shape', 'shape', 'violation']);
  assert.equal(reports.length, 1);
});
