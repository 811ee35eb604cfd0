// The demo as a whole: every example app beside the messenger, in a real Chromium.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { walk } from "./scenario.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
// The widget's tests have brought it along.
const { chromium } = createRequire(`${ROOT}messenger/web/package.json`)("playwright-core");

const TABS = [
  { title: "PHP", app: "php" },
  { title: "Rails", app: "rails" },
  { title: "Python", app: "django" },
  { title: "Node", app: "express" },
  { title: "Other", app: "axum" },
];
const executablePath = process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const binary = process.env.USERHASH_DEMO ?? `${ROOT}target/debug/userhash-demo`;

const children = [];
let browser;
let address;

async function freePort() {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a program, and waits for the line that says where it listens. */
async function start(program, environment) {
  const child = spawn(program, { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let failed = "";
  child.stderr.on("data", (data) => (failed += data));
  for await (const line of createInterface(child.stdout)) {
    const found = line.match(/ on (http:\S+)$/);
    if (found) {
      child.stdout.resume();
      return found[1];
    }
  }
  throw new Error(`${program} didn't start: ${failed}`);
}

before(async () => {
  const key = { USERHASH_SECRET_KEY: randomBytes(24).toString("base64") };
  const port = await freePort();
  const widget = `http://127.0.0.1:${port}/demo/widget.js`;
  const addresses = {};
  // One after the other: they build what they need.
  for (const { app } of TABS) {
    const environment = { ...key, PORT: String(await freePort()), WIDGET_URL: widget, WIDGET_APP: app };
    addresses[`DEMO_${app.toUpperCase()}`] = await start(`${ROOT}examples/${app}/run`, environment);
  }
  address = await start(binary, { ...key, ...addresses, PORT: String(port) });
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
});

after(async () => {
  await browser?.close();
  for (const child of children) {
    if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
  }
});

for (const tab of TABS) {
  test(`${tab.title}: verified, forged, swapped, logged out`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const alerts = [];
    page.on("dialog", (dialog) => alerts.push(dialog.message()) && void dialog.dismiss());
    await page.goto(address);
    await walk(page, tab);
    assert.deepEqual(alerts, []);
    await context.close();
  });
}

test("the page breaks no policy of its own, and fits on a phone", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(address);
  await page.getByRole("tab", { name: "PHP" }).focus();
  for (const { title } of TABS.slice(1)) {
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.getByRole("tab", { selected: true }).innerText(), title);
    await page.frameLocator(`iframe[title="The ${title} app"]`).locator("p#who").waitFor();
  }
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(errors, []);
  await context.close();
});

test("only the demo page can move the widget", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("tab", { name: "Other" }).click();
  const app = await page.locator('iframe[title="The Other app"]').getAttribute("src");
  // The app in a frame of some other page.
  const elsewhere = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<iframe src="${app}"></iframe>`);
  });
  await once(elsewhere.listen(0, "127.0.0.1"), "listening");
  const other = await context.newPage();
  await other.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
  const frame = other.frameLocator("iframe");
  await frame.locator("userhash-messenger #bubble").waitFor();
  const inside = other.frames().find((one) => one.url().startsWith(app));
  await inside.evaluate(() => {
    window.heard = new Promise((resolve) => addEventListener("message", () => resolve(true)));
  });
  await other.evaluate(() => frames[0].postMessage({ userhash: "signIn", email: "ada@example.com" }, "*"));
  assert.equal(await inside.evaluate(() => window.heard), true);
  assert.equal(await frame.locator("input[name=email]").inputValue(), "");
  assert.equal(await frame.locator("p#who").innerText(), "guest");
  await context.close();
  elsewhere.closeAllConnections();
  elsewhere.close();
});
