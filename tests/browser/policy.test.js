'use strict';

// Content Security Policies that are enforced: what they allow runs, and nothing else does.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const userhash = require('../../bindings-node');
const { launch } = require('./browser.js');
const { payloads } = require('./cases.js');
const { openSite } = require('./site.js');

const NONCE = 'bm9uY2U=';
const key = new userhash.SecretKey('correct horse battery staple');
const visitor = key.visitor({ email: 'customer@example.com', name: 'Jane </script>' });
const other = key.visitor({ email: 'somebody@example.com' });
const LOADER = '<script src="/loader.js"></script>';

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await openSite({ '/loader.js': { type: 'text/javascript', body: userhash.loader() } });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** How many entries the page's queue has, and what its policy stopped. */
async function load(html, sources, type) {
  const policy = `default-src 'none'; img-src data:; script-src ${sources}`;
  const headers = { 'Content-Security-Policy': policy };
  const body = `<!doctype html><html><head><link rel="icon" href="data:,">${html}</head></html>`;
  site.pages.set('/', { headers, body, type });
  const page = await browser.newPage();
  try {
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.violations.push(event.effectiveDirective);
      });
    });
    await page.goto(`${site.origin}/`);
    return await page.evaluate(async () => {
      // Violations are told by tasks that were queued before this one.
      await new Promise((resolve) => setTimeout(resolve));
      const { acquire = [], violations } = window;
      return { queued: acquire.length, stopped: violations };
    });
  } finally {
    await page.close();
  }
}

const RAN = { queued: 1, stopped: [] };
const STOPPED = { queued: 0, stopped: ['script-src-elem'] };

for (const { name, tag, hash, otherHash } of [
  {
    name: 'a visitor',
    tag: (options) => visitor.scriptTag(options),
    hash: visitor.cspHash(),
    otherHash: other.cspHash(),
  },
  {
    name: 'a logout',
    tag: (options) => userhash.logoutScriptTag(options),
    hash: userhash.logoutCspHash(),
    otherHash: visitor.cspHash(),
  },
]) {
  test(`${name}, and a policy with a nonce`, async () => {
    assert.deepEqual(await load(tag({ nonce: NONCE }), `'nonce-${NONCE}'`), RAN);
    assert.deepEqual(await load(tag({ nonce: NONCE }), "'nonce-b3RoZXI='"), STOPPED);
    assert.deepEqual(await load(tag(), `'nonce-${NONCE}'`), STOPPED);
  });

  test(`${name}, and a policy with a hash`, async () => {
    assert.deepEqual(await load(tag(), hash), RAN);
    assert.deepEqual(await load(tag({ nonce: NONCE }), hash), RAN);
    assert.deepEqual(await load(tag(), otherHash), STOPPED);
    assert.deepEqual(await load(tag().replace('push', ' push'), hash), STOPPED);
  });

  test(`${name}, and a policy without either`, async () => {
    for (const sources of ["'self'", "'none'", 'http://127.0.0.1:*']) {
      assert.deepEqual(await load(tag({ nonce: NONCE }), sources), STOPPED);
    }
  });
}

test('data and the loader, and a policy for files only', async () => {
  for (const data of [visitor.dataTag(), userhash.logoutDataTag()]) {
    assert.deepEqual(await load(data + LOADER, "'self'"), RAN);
    assert.deepEqual(await load(data, "'self'"), { queued: 0, stopped: [] });
    assert.deepEqual(await load(data + LOADER, `'nonce-${NONCE}'`), STOPPED);
  }
});

test('the hash is right in pages of other encodings', async () => {
  const named = key.visitor({ email: 'customer@example.com', name: 'José 山 ¥\\ \u2028' });
  for (const charset of ['windows-1252', 'shift_jis', 'iso-2022-jp', 'gb18030']) {
    const ran = await load(named.scriptTag(), named.cspHash(), `text/html; charset=${charset}`);
    assert.deepEqual(ran, RAN, charset);
  }
});

test('the hash is right whatever a name holds', async () => {
  const visitors = payloads.map((name) => key.visitor({ email: 'customer@example.com', name }));
  const tags = visitors.map((each) => each.scriptTag());
  const hashes = visitors.map((each) => each.cspHash());
  assert.equal(new Set(hashes).size, payloads.length);
  const all = { queued: payloads.length, stopped: [] };
  assert.deepEqual(await load(tags.join(''), hashes.join(' ')), all);
  const without = await load(tags.join(''), hashes.slice(1).join(' '));
  assert.deepEqual(without, { queued: payloads.length - 1, stopped: ['script-src-elem'] });
});
