'use strict';

// Walks one visitor through the example apps and says what happened; on a terminal it then serves
// the apps until Ctrl-C. The names of apps may be given.

const { randomBytes } = require('node:crypto');
const { SecretKey } = require('../../bindings-node');
const { chosen, startApp } = require('./apps.js');
const { launch } = require('./browser.js');
const { scenario } = require('./scenario.js');
const { startWidget } = require('./widget.js');

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** What is to be ended at the end, last come, first gone. */
const running = [];

async function walkThrough(app, { browser, key, widget }) {
  console.log(`\n${app.name}, ${app.origin}`);
  const { steps, close } = await scenario({ browser, app, key, widget });
  try {
    for (const { title, run } of steps) {
      try {
        console.log(`  ✓ ${title}: ${await run()}`);
      } catch (error) {
        console.log(`  ✗ ${title}`);
        throw error;
      }
    }
  } finally {
    await close();
  }
  return steps.length;
}

async function walk(names) {
  // Made here, known to the apps only, and gone when they are.
  const secret = randomBytes(32).toString('hex');
  const key = new SecretKey(secret);
  const widget = await startWidget();
  running.push(() => widget.stop());
  const browser = await launch({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  running.push(() => browser.close());
  console.log(`A visitor's way through the example apps, in Chromium ${browser.version()}`);
  const apps = [];
  let count = 0;
  for (const name of names) {
    const app = await startApp(name, { secret, widgetUrl: widget.url });
    running.push(() => app.stop());
    apps.push(app);
    count += await walkThrough(app, { browser, key, widget });
  }
  console.log(`\n${apps.length} apps, ${count} steps: all went as they should.`);
  return apps;
}

function serve(apps) {
  const width = Math.max(...apps.map(({ name }) => name.length));
  console.log('\nThe apps are yours now:');
  apps.forEach(({ name, origin }) => console.log(`  ${name.padEnd(width)}  ${origin}`));
  console.log(
    'Log in as ada@example.com, grace@example.com or eve@example.com; the password is demo.\n' +
      'Ctrl-C ends them.',
  );
}

async function main() {
  let serving = false;
  let ending = false;
  const signal = new Promise((resolve) => {
    for (const [name, number] of Object.entries(SIGNALS)) {
      process.on(name, () => {
        ending = true;
        resolve(128 + number);
      });
    }
  });
  const work = async () => {
    const apps = await walk(chosen(process.argv.slice(2)));
    serving = process.stdout.isTTY;
    if (serving) {
      serve(apps);
      await signal;
    }
    return 0;
  };
  const failed = (error) => {
    // What is cut off in the middle of a step has failed for no fault of its own.
    if (!ending) {
      console.error(`\n${error.stack}`);
    }
    return 1;
  };
  const code = await Promise.race([work().catch(failed), signal]);
  await Promise.allSettled(running.reverse().map((end) => end()));
  process.exit(serving ? 0 : code);
}

main();
