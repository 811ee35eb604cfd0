'use strict';

// The widget on a page, as a person uses it, and all that somebody can find there.

const assert = require('node:assert/strict');

const PATIENCE = 20_000;

/** Waits until what `look` returns is this; at the end of patience, says what it was instead. */
async function becomes(look, expected) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const actual = await look();
    try {
      assert.deepEqual(actual, expected);
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What the widget shows: who somebody is, what it thinks of that, the lines, and a problem. */
function lookAtWidget() {
  const root = document.querySelector('userhash-messenger')?.shadowRoot;
  if (!root) {
    return null;
  }
  const text = (part) => root.querySelector(part).textContent.trim();
  const rows = [...root.querySelectorAll('#messages li')].map((row) => ({
    text: row.querySelector('p').textContent,
    note: row.querySelector('small').textContent.replace(/ · .*/, ''),
  }));
  return {
    who: text('#who'),
    mark: text('#mark'),
    lines: rows.filter(({ note }) => note === 'You').map((row) => row.text),
    unsent: rows.filter(({ note }) => note !== 'You').map((row) => row.text),
    status: text('#status'),
  };
}

/** All that a script of the page, or somebody at its developer tools, can get at. */
async function everything() {
  const parts = [];
  const page = document.documentElement.cloneNode(true);
  // The app has a hint in it, and the browser what was typed there last: the widget neither.
  page.querySelector('#login')?.remove();
  parts.push(page.outerHTML);
  for (const { shadowRoot } of document.querySelectorAll('*')) {
    if (shadowRoot) {
      const fields = [...shadowRoot.querySelectorAll('textarea')].map(({ value }) => value);
      parts.push(shadowRoot.innerHTML, ...fields);
    }
  }
  parts.push(document.cookie, window.name, JSON.stringify(history.state), location.href);
  parts.push(JSON.stringify(window.acquireIO?.session), JSON.stringify(window.acquire));
  const stored = [
    ...Object.entries(localStorage),
    ...Object.entries(sessionStorage),
    ...(await indexedDB.databases()),
    ...(await caches.keys()),
  ];
  return { text: parts.join('\n'), stored };
}

/** The widget on a page. */
function chatOn(page) {
  const part = (id) => page.locator(`userhash-messenger #${id}`);
  const look = () => page.evaluate(lookAtWidget);
  const chat = {
    page,
    part,

    /** Waits until it shows a guest with these lines, and nothing else. */
    isGuest: (lines, { status = '' } = {}) =>
      becomes(look, { who: 'Guest', mark: '', lines, unsent: [], status }),

    /** Waits until it shows a visitor with these lines, and nothing else. */
    isVisitor: ({ name, email }, lines, { verified = true, unsent = [], status = '' } = {}) =>
      becomes(look, {
        who: email ? `${name} ${email}` : name,
        mark: verified ? '✓ Verified' : 'Not verified',
        lines,
        unsent,
        status,
      }),

    /** What the widget says to scripts of the page. */
    session: () => page.evaluate(() => window.acquireIO.session),

    async type(text) {
      await page.bringToFront();
      if ((await part('bubble').getAttribute('aria-expanded')) === 'false') {
        await part('bubble').click();
      }
      await part('text').fill(text);
      await part('send').click();
    },

    /** Types it, sends it, and waits until it is delivered. */
    async write(text) {
      await chat.type(text);
      const row = part('messages').locator('li', { hasText: text });
      await row.locator('small', { hasText: 'You ·' }).waitFor();
    },

    /** That nothing of this can be found now, and that nothing is stored. */
    async hasNothingOf(...traces) {
      const { text, stored } = await page.evaluate(everything);
      assert.deepEqual(stored, [], 'nothing is stored');
      for (const trace of traces) {
        assert.ok(!text.includes(trace), `“${trace}” is on the page:\n${text}`);
      }
    },

    /** That nothing of this was shown since the page was loaded or came back. */
    async neverShowed(...traces) {
      const shown = (await page.evaluate(() => window.shown)).join('\n');
      assert.notEqual(shown, '', 'somebody looked');
      for (const trace of traces) {
        assert.ok(!shown.includes(trace), `“${trace}” was shown:\n${shown}`);
      }
    },
  };
  return chat;
}

module.exports = { becomes, chatOn };
