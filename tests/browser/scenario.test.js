'use strict';

// The scenario itself: an app without a fault gets through, and each fault is noticed where it
// shows.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { SecretKey } = require('../../bindings-node');
const { launch } = require('./browser.js');
const { startFaultyApp } = require('./faulty-app.js');
const { scenario } = require('./scenario.js');
const { startWidget } = require('./widget.js');

const key = new SecretKey('correct horse battery staple');

let browser;
let widget;
before(async () => {
  [browser, widget] = await Promise.all([launch(), startWidget()]);
});
after(async () => {
  await browser?.close();
  await widget?.stop();
});

/** The title of the step that an app fails at, or undefined. */
async function failingStep(fault) {
  const app = await startFaultyApp(key, widget.url, fault);
  const { steps, close } = await scenario({ browser, app, key, widget });
  try {
    for (const { title, run } of steps) {
      try {
        await run();
      } catch (error) {
        assert.ok(error instanceof assert.AssertionError, error.stack);
        return title;
      }
    }
    return undefined;
  } finally {
    await close();
    await app.stop();
  }
}

test('an app without a fault', async () => {
  assert.equal(await failingStep(), undefined);
});

for (const [fault, step] of Object.entries({
  'the same nonce': 'a guest comes',
  'believes the address': 'the guest claims to be Ada, in the address',
  'any password': 'a wrong password',
  "another's hash": 'Ada logs in',
  'pages in caches': 'Ada logs in',
  'a session that scripts see': 'Ada logs in',
  'no logout': 'Grace logs in over Ada',
  'logout on every page': 'Grace logs in over Ada',
  'naive JSON': 'Eve, whose name is a script, logs in over Grace',
  'forms of others': 'another web site sends the form for logging out',
  'sessions that stay': 'Eve logs out',
  'a page in a cache': 'the back button',
  'an inline style': 'all the while',
})) {
  test(`fault: ${fault}`, async () => {
    assert.equal(await failingStep(fault), step);
  });
}
