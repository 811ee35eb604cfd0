'use strict';

// One visitor's way through an example app, step by step: for the tests, and for the demo.

const assert = require('node:assert/strict');
const { newVisitor } = require('./visitor.js');

const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };
const GRACE = { email: 'grace@example.com', name: 'Grace Hopper' };
const EVE = { email: 'eve@example.com', name: 'Eve </script><script>alert(1)</script>' };
const PASSWORD = 'demo';

/** On another port: another origin, but the same site, so that cookies go along. */
const FOREIGN = 'http://127.0.0.1:65535/';

/** The nonce of a response whose policy is the one of the examples; directives have no order. */
function nonceOf(response, widgetUrl) {
  const policy = response.headers()['content-security-policy'] ?? '';
  const [, nonce] = /script-src 'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy) ?? [];
  const expected = [
    "default-src 'self'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src 'self' ${new URL(widgetUrl).origin}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "object-src 'none'",
  ];
  assert.deepEqual(policy.split(/\s*;\s*/).filter(Boolean).sort(), expected.sort());
  return nonce;
}

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {() => Promise<string>} run Returns what happened, in words; throws if that was wrong.
 */

/**
 * The steps through one app, to be run in this order, and then `close`.
 *
 * @param {object} given
 * @param {import('playwright-core').Browser} given.browser
 * @param {{name: string, origin: string}} given.app
 * @param {import('userhash').SecretKey} given.key The app's secret key.
 * @param {{url: string, told: Function}} given.widget
 * @returns {Promise<{steps: Step[], close: () => Promise<void>}>}
 */
async function scenario({ browser, app, key, widget }) {
  const visitor = await newVisitor(browser, app, widget);
  const { page, told } = visitor;
  const home = `${app.origin}/`;
  let openTab;

  /** That a page knows this user, and told the widget so, after `before`. */
  async function isLoggedIn(response, user, before = []) {
    assert.equal(response.status(), 200);
    assert.equal(await visitor.who(), `${user.name} <${user.email}>`);
    const calls = await told();
    assert.deepEqual(calls.slice(0, -1), before);
    const [kind, pushed] = calls.at(-1);
    assert.equal(kind, 'push');
    isSigned(pushed.user_hash, pushed.userDetails, user);
    isPrivate(response);
    return pushed;
  }

  /** That the hash is the user's, checked by the Node host. */
  function isSigned(userHash, details, user) {
    assert.equal(details.email, user.email);
    assert.equal(details.name, user.name);
    assert.ok(key.verify(details.email, userHash), 'the user hash');
    assert.ok(!key.verify(`${details.email} `, userHash));
  }

  function isPrivate(response) {
    const { 'cache-control': cache = '', vary = '' } = response.headers();
    assert.match(cache, /\bprivate\b.*\bno-store\b/);
    assert.match(vary, /(^|,\s*)Cookie(,|$)/i);
  }

  async function isGuest() {
    assert.equal(await visitor.who(), 'guest');
    assert.deepEqual(await told(), []);
  }

  const steps = [
    {
      title: 'a guest comes',
      async run() {
        const response = await visitor.open(home);
        await isGuest();
        assert.equal(response.status(), 200);
        assert.equal(await page.title(), app.name);
        assert.equal(await page.locator('h1').textContent(), app.name);
        assert.equal(await page.locator('#logout').count(), 0);
        const again = await visitor.open(home);
        assert.notEqual(nonceOf(response, widget.url), nonceOf(again, widget.url));
        const json = await page.request.get(`${home}visitor.json`);
        assert.equal(json.status(), 204);
        assert.match(json.headers()['cache-control'], /no-store/);
        return 'the widget is told nothing';
      },
    },
    {
      title: 'the guest claims to be Ada, in the address',
      async run() {
        const claims = new URLSearchParams({ ...ADA, user: ADA.email, user_hash: '0'.repeat(64) });
        await visitor.open(`${home}?${claims}`);
        await isGuest();
        const json = await page.request.get(`${home}visitor.json?${claims}`);
        assert.equal(json.status(), 204);
        return 'nobody believes it';
      },
    },
    {
      title: 'a wrong password',
      async run() {
        const response = await visitor.logIn(ADA.email, 'wrong', { refused: true });
        assert.equal(response.status(), 401);
        assert.notEqual((await page.locator('#error').textContent()).trim(), '');
        await isGuest();
        return 'refused, still a guest';
      },
    },
    {
      title: 'Ada logs in',
      async run() {
        openTab = await visitor.newTab(home);
        await visitor.open(home);
        const response = await visitor.logIn(ADA.email, PASSWORD);
        const { user_hash: userHash } = await isLoggedIn(response, ADA);
        const session = await visitor.cookie(`${app.name}_session`);
        assert.ok(session?.httpOnly, 'scripts see nothing of the session');
        assert.match(session.sameSite, /^(Lax|Strict)$/);
        return `the widget is told ${ADA.email} with ${userHash.slice(0, 8)}…, which is hers`;
      },
    },
    {
      title: 'she loads the page again',
      async run() {
        await isLoggedIn(await visitor.open(home), ADA);
        await isLoggedIn(await visitor.open(`${home}?email=${GRACE.email}`), ADA);
        return 'the same again, and no logout';
      },
    },
    {
      title: 'her other tab, open since before',
      async run() {
        const cache = await openTab.evaluate(async () => {
          const response = await fetch('/visitor.json');
          const { user_hash: userHash, userDetails } = await response.json();
          await window.acquireIO.loginVisitor(userHash, userDetails);
          return response.headers.get('Cache-Control');
        });
        assert.match(cache, /private.*no-store/);
        const [kind, userHash, details] = (await told(openTab)).at(-1);
        assert.equal(kind, 'login');
        isSigned(userHash, details, ADA);
        await openTab.close();
        return 'fetches who she is, and logs in without loading again';
      },
    },
    {
      title: 'Grace logs in over Ada',
      async run() {
        const response = await visitor.logIn(GRACE.email, PASSWORD);
        await isLoggedIn(response, GRACE, [['logout']]);
        await isLoggedIn(await visitor.open(home), GRACE);
        return 'the widget is told: log out, then Grace; once';
      },
    },
    {
      title: 'Eve, whose name is a script, logs in over Grace',
      async run() {
        const scripts = await page.evaluate(() => document.scripts.length);
        const response = await visitor.logIn(EVE.email, PASSWORD);
        await isLoggedIn(response, EVE, [['logout']]);
        await isLoggedIn(await visitor.open(home), EVE);
        assert.equal(await page.evaluate(() => document.scripts.length), scripts);
        return 'her name is a name, and runs nowhere';
      },
    },
    {
      title: 'another web site sends the form for logging out',
      async run() {
        const response = await visitor.submitFrom(FOREIGN, `${home}logout`);
        assert.ok(response.status() >= 400, `answered ${response.status()}`);
        await isLoggedIn(await visitor.open(home), EVE);
        return 'refused, Eve is still there';
      },
    },
    {
      title: 'Eve logs out',
      async run() {
        await visitor.open(`${home}?page=2`);
        const response = await visitor.submit('#logout');
        assert.equal(await visitor.who(), 'guest');
        assert.deepEqual(await told(), [['logout']]);
        isPrivate(response);
        await visitor.open(`${home}?page=3`);
        await isGuest();
        assert.equal(await visitor.cookie('userhash_logout'), undefined);
        return 'the widget is told so, once';
      },
    },
    {
      title: 'the back button',
      async run() {
        // Past the page after the logout, to those that were hers.
        for (let pages = 0; pages < 2; pages++) {
          await visitor.back();
          const html = await page.content();
          for (const trace of [EVE.email, 'Eve', 'user_hash']) {
            assert.ok(!html.includes(trace), trace);
          }
          assert.equal(await visitor.who(), 'guest');
          assert.ok((await told()).every(([kind]) => kind === 'logout'));
        }
        return 'shows nothing of Eve';
      },
    },
    {
      title: 'all the while',
      async run() {
        assert.deepEqual(visitor.problems, []);
        return 'no error in the console, no dialog, nothing against the policy';
      },
    },
  ];
  return { steps, close: () => visitor.close() };
}

module.exports = { scenario };
