'use strict';

// The tests of the messenger, on one kind of database.

const { randomBytes } = require('node:crypto');
const { after, before, test } = require('node:test');
const { SecretKey } = require('../../../bindings-node');
const { freePort, startApp } = require('../apps.js');
const { launch } = require('../browser.js');
const { claims } = require('./claims.js');
const { endings } = require('./endings.js');
const { restarts } = require('./restarts.js');
const { startMessenger } = require('./service.js');
const { visits } = require('./visits.js');

/**
 * @param {object} given
 * @param {string[]} given.names Of the example apps.
 * @param {() => Promise<{database: string, stop: () => Promise<void>}>} [given.startDatabase]
 *     Without it, every messenger makes a file of SQLite.
 */
function messengerTests({ names, startDatabase }) {
  const secret = randomBytes(32).toString('hex');
  const key = new SecretKey(secret);
  let browser;
  let server;
  before(async () => {
    // One after the other: what runs by then has to be known if the next one fails.
    server = await startDatabase?.();
    browser = await launch();
  });
  after(() => browser?.close());
  after(() => server?.stop());

  /** A messenger that ends with its test. */
  async function newMessenger(t, apps) {
    const messenger = await startMessenger({ secret, apps, database: server?.database });
    t.after(() => messenger.end());
    return messenger;
  }

  for (const name of names) {
    test(name, async (t) => {
      const port = await freePort();
      const messenger = await newMessenger(t, { [name]: { origin: `http://127.0.0.1:${port}` } });
      const app = await startApp(name, { secret, widgetUrl: messenger.url, port });
      t.after(() => app.stop());
      // One step leads to the next, so the first failure is the one to look at.
      let going = true;
      for (const [title, run] of await visits(t, { browser, app, messenger, key })) {
        await t.test(title, { skip: !going }, async () => {
          going = false;
          await run();
          going = true;
        });
      }
    });
  }

  for (const [title, run] of [...claims, ...endings, ...restarts]) {
    test(title, (t) => run(t, { browser, key, newMessenger: (apps) => newMessenger(t, apps) }));
  }
}

module.exports = { messengerTests };
