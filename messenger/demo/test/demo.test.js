// The demo as a whole: every example app beside the messenger, in a real Chromium.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, before, test } from "node:test";
import browsers from "../../../tests/browser/browser.js";
import { walk } from "./scenario.js";
import { startDemo, TABS } from "./start.js";

const servers = [];
let browser;
let address;

before(async () => {
  const secret = randomBytes(24).toString("base64");
  address = await startDemo({ secret, started: (server) => servers.push(server) });
  browser = await browsers.launch();
});

after(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.stop()));
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
