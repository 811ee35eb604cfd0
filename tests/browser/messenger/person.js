'use strict';

// Who uses the pages, and their browsers.

const { join } = require('node:path');
const { newVisitor } = require('../visitor.js');
const { chatOn } = require('./chat.js');

const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };
const GRACE = { email: 'grace@example.com', name: 'Grace Hopper' };

/**
 * Somebody in front of a browser of their own, which ends with the test.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {{name: string, origin: string}} site
 */
async function newPerson(t, browser, site) {
  const visitor = await newVisitor(browser, site);
  t.after(() => visitor.close());
  const context = visitor.page.context();
  await context.addInitScript({ path: join(__dirname, 'shown.js') });
  return {
    ...visitor,
    context,
    chat: chatOn(visitor.page),
    newTab: async (url) => chatOn(await visitor.newTab(url)),

    /** The cookies that the messenger gave them for an app. */
    async cookies(messenger, app) {
      const cookies = await context.cookies(`${messenger.origin}/v1/apps/${app}`);
      // The app's own are there, too: ports have cookies in common.
      return cookies.filter(({ path }) => path !== '/');
    },
  };
}

module.exports = { ADA, GRACE, newPerson };
