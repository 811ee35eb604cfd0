// Starts the messenger and the example apps, walks one visitor through each of them and says what
// happened; on a terminal it then serves them until Ctrl-C. The names of apps may be given.

import { randomBytes } from "node:crypto";
import browsers from "../../tests/browser/browser.js";
import { walk } from "./test/scenario.js";
import { startDemo, TABS } from "./test/start.js";

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** What is to be ended at the end, last come, first gone. */
const running = [];

function chosen(names) {
  const unknown = names.find((name) => !TABS.some(({ app }) => app === name));
  if (unknown) throw new Error(`There is no example ${unknown}.`);
  return names.length ? TABS.filter(({ app }) => names.includes(app)) : TABS;
}

async function walkThrough(tabs) {
  console.log("The messenger, and the example apps that load its widget:");
  const address = await startDemo({
    // Made here, known to the apps only, and gone when they are.
    secret: randomBytes(32).toString("hex"),
    tabs,
    started: (server) => running.push(() => server.stop()),
    tell: (line) => console.log(`  ${line}`),
  });
  const browser = await browsers.launch({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  running.push(() => browser.close());
  console.log(`\nA visitor's way through each of them, in Chromium ${browser.version()}`);
  for (const tab of tabs) {
    console.log(`\n${tab.title} (examples/${tab.app})`);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(address);
    await walk(page, tab, (line) => console.log(`  ✓ ${line}`));
    await context.close();
  }
  console.log(`\n${tabs.length} apps: every user was verified, every forgery refused, and nobody left a trace.`);
  return address;
}

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

async function work() {
  const address = await walkThrough(chosen(process.argv.slice(2)));
  serving = process.stdout.isTTY;
  if (serving) {
    console.log(`\nYours now: ${address}\nSign in, forge a hash, log out, and see what the messenger says. Ctrl-C ends it.`);
    await signal;
  }
  return 0;
}

function failed(error) {
  // What is cut off in the middle of a step has failed for no fault of its own.
  if (!ending) console.error(`\n${error.stack}`);
  return 1;
}

const code = await Promise.race([work().catch(failed), signal]);
await Promise.allSettled(running.reverse().map((end) => end()));
process.exit(serving ? 0 : code);
