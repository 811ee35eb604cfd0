'use strict';

// Every example app, in a browser, with one visitor's way through it.

const assert = require('node:assert/strict');
const { randomBytes } = require('node:crypto');
const { after, before, test } = require('node:test');
const { SecretKey } = require('../../bindings-node');
const { chosen, startApp } = require('./apps.js');
const { launch } = require('./browser.js');
const { scenario } = require('./scenario.js');
const { startWidget } = require('./widget.js');

const secret = randomBytes(32).toString('hex');
const key = new SecretKey(secret);

let browser;
let widget;
before(async () => {
  [browser, widget] = await Promise.all([launch(), startWidget()]);
});
after(async () => {
  await browser?.close();
  await widget?.stop();
});

for (const name of chosen()) {
  test(name, async (t) => {
    const app = await startApp(name, { secret, widgetUrl: widget.url });
    try {
      const { steps, close } = await scenario({ browser, app, key, widget });
      try {
        // One step leads to the next, so the first failure is the one to look at.
        let going = true;
        for (const { title, run } of steps) {
          await t.test(title, { skip: !going }, async () => {
            going = false;
            await run();
            going = true;
          });
        }
      } finally {
        await close();
      }
      await t.test('its output does not give the key away', () => {
        assert.ok(!app.output.join('\n').includes(secret));
      });
    } finally {
      const code = await app.stop();
      await t.test('it ends when it is told to', () => assert.notEqual(code, 137));
    }
    await t.test('without a key it says so and ends', async () => {
      const options = { secret: undefined, widgetUrl: widget.url };
      await assert.rejects(startApp(name, options), (error) => {
        assert.ok(error.code > 0 && error.code < 128, `code ${error.code}`);
        assert.match(error.message, /USERHASH_SECRET_KEY|secret key/);
        return true;
      });
    });
  });
}
