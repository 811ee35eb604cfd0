'use strict';

// A web site of plain pages for the tests that need no app: what a page claims is up to the test.

const assert = require('node:assert/strict');
const { openSite } = require('../site.js');
const { becomes } = require('./chat.js');
const { newPerson } = require('./person.js');

const EVENTS = ['verified', 'unverified', 'rejected', 'loggedout', 'offline', 'online'];

/** Writes down what pages are told, from the beginning: in `window.told`. */
const LISTENER = `<script>
window.told = [];
window.acquire = [function (acquireIO) {
  ${JSON.stringify(EVENTS)}.forEach(function (event) {
    acquireIO.on(event, function (detail) {
      var failed = detail instanceof Error;
      window.told.push([event, failed ? detail.code + ': ' + detail.message : detail]);
    });
  });
}];
</script>`;

/**
 * A site with its messenger and visitors, until the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} given What every test of the messenger gets.
 * @param {Record<string, string | undefined>} policies The apps' policies by their ids.
 */
async function openStage(t, { browser, newMessenger }, policies) {
  const site = await openSite();
  t.after(() => site.close());
  const { origin } = site;
  const apps = Object.entries(policies).map(([id, policy]) => [id, { policy, origin }]);
  const messenger = await newMessenger(Object.fromEntries(apps));

  return {
    messenger,

    /** Puts a page there that has this tag; returns its address. */
    page(app, path, tag = '') {
      const widget = `<script src="${messenger.url}" data-app="${app}" async></script>`;
      const head = `<meta charset="utf-8"><title>${app}</title>${LISTENER}${tag}${widget}`;
      site.pages.set(path, { body: `<!doctype html><html lang="en"><head>${head}</head><body>` });
      return `${origin}${path}`;
    },

    newPerson: () => newPerson(t, browser, { name: 'stage', origin }),
  };
}

/** Waits until a page has been told these events, and no others; returns the last one's detail. */
async function isTold(page, events) {
  await becomes(() => page.evaluate(() => window.told.map(([event]) => event)), events);
  return page.evaluate(() => window.told.at(-1)?.[1]);
}

/** That a cookie of the messenger's is no session any more. */
async function isDead(messenger, app, cookies) {
  const visitors = cookies.filter(({ name }) => name === 'userhash_visitor');
  assert.equal(visitors.length, 1);
  const { status, body } = await messenger.ask(app, 'session', visitors);
  assert.equal(status, 401);
  assert.equal(body.error.code, 'no_session');
}

module.exports = { isDead, isTold, openStage };
