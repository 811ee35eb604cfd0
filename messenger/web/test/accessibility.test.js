import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, shows, site, until, widget } from "./support.js";

/** The id of what has the focus, inside the widget or on the page. */
const focus = (page) => page.evaluate(() => {
  const { activeElement } = document;
  return activeElement.shadowRoot?.activeElement?.id ?? activeElement.localName;
});

test("everything can be done from the keyboard, and the focus comes back", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await page.waitForFunction(() => window.acquireIO?.session);
  await page.keyboard.press("Tab");
  assert.equal(await focus(page), "button");
  await page.keyboard.press("Tab");
  assert.equal(await focus(page), "bubble");
  assert.equal(await chat.part("bubble").getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  assert.equal(await focus(page), "text");
  assert.equal(await chat.part("bubble").getAttribute("aria-expanded"), "true");
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await page.keyboard.press("Enter");
  await until(() => fake.count("POST /messages") === 1);
  assert.equal([...fake.conversations.values()][0][0].text, "one\ntwo");
  assert.equal(await focus(page), "text");
  await page.keyboard.press("Tab");
  assert.equal(await focus(page), "send");
  for (const id of ["text", "messages", "close"]) {
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focus(page), id);
  }
  await page.keyboard.press("Enter");
  assert.equal(await focus(page), "bubble");
  assert.equal(await chat.part("panel").isVisible(), false);
  // Opened by the page, the focus goes back to where it was on the page.
  await page.locator("body > button").focus();
  await chat.open();
  assert.equal(await focus(page), "text");
  await page.keyboard.press("Escape");
  assert.equal(await focus(page), "button");
});

test("what is typed is none of the page's shortcuts", async (t) => {
  const { tab } = await site(t);
  const page = await tab();
  await page.evaluate(() => document.addEventListener("keydown", () => (window.heard = true)));
  await widget(page).open();
  await page.keyboard.type("s");
  assert.equal(await page.evaluate(() => window.heard), undefined);
});

test("everything has a role and a name", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await chat.login("right", ADA);
  await chat.write("hello");
  await until(() => fake.count("POST /messages") === 1);
  const inside = page.locator("userhash-messenger");
  await inside.getByRole("dialog", { name: "Chat" }).waitFor();
  await inside.getByRole("log", { name: "Messages" }).waitFor();
  await inside.getByRole("textbox", { name: "Your message" }).waitFor();
  for (const name of ["Send", "Close the chat"]) await inside.getByRole("button", { name }).first().waitFor();
  assert.equal(await inside.getByRole("status").count(), 0, "nothing to say, nothing shown");
  fake.fault = () => 500;
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await shows(inside.getByRole("status"), /can't be reached/);
});

test("a row that is delivered is the row that was written: nobody hears it twice", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  fake.fault = () => 500;
  await chat.write("hello");
  await shows(chat.part("messages"), /Sending…/);
  const row = await chat.lines.first().elementHandle();
  fake.fault = () => undefined;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await shows(chat.part("messages"), /You · /);
  assert.equal(await row.evaluate((p) => p.isConnected), true);
  assert.equal(await chat.lines.count(), 1);
});

/** Contrast of text with what is behind it (WCAG 2.2, 1.4.3), of everything that shows text. */
const contrasts = (page) => page.evaluate(() => {
  const luminance = (color) => {
    const [r, g, b] = color.match(/[\d.]+/g).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$/.test(color)) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const root = document.querySelector("userhash-messenger").shadowRoot;
  return [...root.querySelectorAll("#who *, #mark, p, li small, li button, #status, #text, #send, #bubble, #close")].map((element) => {
    const [light, dark] = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => b - a);
    return [element.id || element.localName, (light + 0.05) / (dark + 0.05)];
  });
});

for (const colorScheme of ["light", "dark"]) {
  test(`contrast is enough in ${colorScheme}`, async (t) => {
    const { fake, tab } = await site(t, { context: { colorScheme } });
    const page = await tab();
    const chat = widget(page);
    fake.write(ADA.email, "Welcome");
    await chat.open();
    await chat.login("right", ADA);
    await chat.write("refuse this");
    await shows(chat.status, /not sent/);
    await chat.write("hello");
    await until(() => fake.count("POST /messages") === 2);
    const found = await contrasts(page);
    assert.ok(found.length > 12);
    await chat.login("forged", ADA);
    await shows(page.locator("userhash-messenger #bubble.bad"), "");
    found.push(...await contrasts(page));
    for (const [what, ratio] of found) assert.ok(ratio >= 4.5, `${what}: ${ratio.toFixed(2)}`);
  });
}

test("nothing moves for those who don't want it", async (t) => {
  for (const [reducedMotion, moves] of [["reduce", false], ["no-preference", true]]) {
    const { tab } = await site(t, { context: { reducedMotion } });
    const page = await tab();
    await widget(page).open();
    const animations = await page.evaluate(() => document.querySelector("userhash-messenger")
      .shadowRoot.querySelector("#panel").getAnimations().length > 0);
    assert.equal(animations, moves, reducedMotion);
  }
});

test("it fits on a small screen", async (t) => {
  const { tab } = await site(t, { context: { viewport: { width: 320, height: 480 } } });
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  for (const id of ["panel", "close", "send", "bubble"]) {
    const { x, y, width, height } = await chat.part(id).boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= 320 && y + height <= 480, id);
  }
});

test("it needs no permission but a script's and a connection's", async (t) => {
  const csp = "default-src 'none'; script-src 'nonce-n'; connect-src MESSENGER; base-uri 'none'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'";
  const { tab, errors } = await site(t, { csp });
  const page = await tab();
  const violations = [];
  page.on("console", (message) => message.type() === "error" && violations.push(message.text()));
  await page.reload();
  const chat = widget(page);
  await page.waitForFunction(() => window.acquireIO);
  // Playwright's own calls need no permission either.
  await chat.part("bubble").click();
  await chat.write("hello");
  await shows(chat.part("messages"), /You · /);
  assert.equal(await chat.part("panel").evaluate((panel) => getComputedStyle(panel).display), "flex");
  assert.deepEqual([violations, errors], [[], []]);
});
