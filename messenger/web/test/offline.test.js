import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, GRACE, push, shows, site, until, widget } from "./support.js";

/** What a browser says when it is back online; waiting ends then. */
const back = (page) => page.evaluate(() => dispatchEvent(new Event("online")));

test("what is written while offline is sent when the connection is back", async (t) => {
  const { fake, tab, context } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  await page.evaluate(() => {
    window.told = [];
    window.acquireIO.on("offline", () => window.told.push("offline"));
    window.acquireIO.on("online", () => window.told.push("online"));
  });
  await context.setOffline(true);
  await chat.write("first");
  await chat.write("second");
  await shows(chat.status, "You are offline. Trying again…");
  await shows(chat.lines, "first second");
  await shows(chat.part("messages").locator("small").first(), "Sending…");
  await context.setOffline(false);
  await shows(chat.status, "");
  await until(() => fake.count("POST /messages") === 2);
  await shows(chat.part("messages").locator("small").last(), /^You · /);
  assert.deepEqual([...fake.conversations.values()][0].map(({ text }) => text), ["first", "second"]);
  assert.deepEqual(await page.evaluate(() => window.told), ["offline", "online"]);
});

for (const fault of [500, 503, 429, "cut"]) {
  test(`a messenger that answers ${fault} is shown, and asked again without being told to`, async (t) => {
    const { fake, tab } = await site(t);
    const chat = widget(await tab());
    await chat.open();
    await shows(chat.who, "Guest");
    let failures = 2;
    fake.fault = () => (failures-- > 0 ? fault : undefined);
    await chat.write("hello");
    await shows(chat.status, /can't be reached/);
    await shows(chat.status, "");
    await until(() => fake.count("POST /messages") === 1);
    await shows(chat.lines, "hello");
  });
}

test("a message whose answer is lost is not sent twice", async (t) => {
  const { fake, tab } = await site(t);
  const chat = widget(await tab());
  await chat.open();
  await chat.write("same");
  await until(() => fake.count("POST /messages") === 1);
  let lost = 1;
  fake.fault = (asked) => (asked === "POST /messages" && lost-- > 0 ? "lose" : undefined);
  await chat.write("same");
  await until(() => lost <= 0 && fake.count("GET /session") >= 3);
  await shows(chat.status, "");
  await shows(chat.lines, "same same");
  assert.equal(fake.count("POST /messages"), 2);
});

test("what the messenger refuses is shown, can be tried again, and stops nothing", async (t) => {
  const { fake, tab } = await site(t);
  const chat = widget(await tab());
  await chat.open();
  await chat.write("refuse this");
  await shows(chat.status, /was not sent/);
  await shows(chat.part("messages"), /refuse this Not sent: Not that\. Try again/);
  await chat.write("and then");
  await until(() => fake.count("POST /messages") === 2);
  await chat.part("messages").getByRole("button").click();
  await until(() => fake.count("POST /messages") === 3);
  await shows(chat.part("messages"), /Not sent: Not that/);
});

test("a guest's unsent words and draft wait while somebody is logged in, and go out as the guest's", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  fake.fault = (asked) => (asked === "POST /messages" ? "cut" : undefined);
  await chat.write("typed as a guest");
  await shows(chat.part("messages"), /Sending…/);
  await chat.part("text").fill("a guest's draft");
  await chat.login("right", ADA);
  await shows(chat.who, /Ada/);
  assert.equal(await chat.part("text").inputValue(), "");
  assert.equal(await chat.lines.count(), 0);
  fake.fault = () => undefined;
  await back(page);
  await chat.write("typed as Ada");
  await until(() => fake.texts(ADA.email).length > 0);
  assert.deepEqual(fake.texts(ADA.email), ["typed as Ada"]);
  await chat.logout();
  await shows(chat.lines, "typed as a guest");
  assert.equal(await chat.part("text").inputValue(), "a guest's draft");
  await until(() => fake.conversations.size === 2);
  assert.deepEqual(fake.texts(ADA.email), ["typed as Ada"]);
});

test("nothing is sent under another user who was logged in elsewhere meanwhile", async (t) => {
  const { fake, tab, pages } = await site(t);
  pages["/"] = push("right", ADA);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, /Ada/);
  // As another site with the same messenger does it: this page hears nothing of it.
  for (const token of fake.visitors.keys()) fake.visitors.set(token, GRACE);
  await chat.write("for Ada's eyes");
  await shows(chat.who, /Grace/);
  await shows(chat.status, /dropped/);
  assert.equal(fake.count("POST /messages"), 0);
  assert.equal(await chat.lines.count(), 0);
});

test("an expired session ends, and is shown as ended", async (t) => {
  const { fake, tab, pages } = await site(t);
  pages["/"] = push("right", ADA);
  fake.write(ADA.email, "Ada's secret");
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.lines, "Ada's secret");
  const told = page.evaluate(() => new Promise((resolve) => window.acquireIO.on("loggedout", () => resolve(true))));
  fake.visitors.clear();
  fake.guests.clear();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.equal(await told, true);
  await shows(chat.who, "Guest");
  assert.equal(await chat.lines.count(), 0);
});

test("a login waits for a messenger that is down, and nobody is shown meanwhile", async (t) => {
  const { fake, tab, pages } = await site(t);
  pages["/"] = push("right", ADA);
  fake.fault = () => 500;
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.status, /can't be reached/);
  await shows(chat.who, "");
  assert.equal(await chat.part("text").getAttribute("readonly"), "");
  fake.fault = () => undefined;
  await back(page);
  await shows(chat.who, /Ada/);
  await shows(chat.status, "");
  assert.equal(await chat.part("text").getAttribute("readonly"), null);
});

test("while somebody's login waits, nobody else is shown", async (t) => {
  const { fake, tab, pages } = await site(t);
  pages["/"] = push("right", ADA);
  fake.write(ADA.email, "Ada's secret");
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.lines, "Ada's secret");
  fake.fault = (asked) => (asked === "POST /login" ? 503 : undefined);
  const login = chat.login("right", GRACE);
  await shows(chat.status, /can't be reached/);
  await shows(chat.who, "");
  assert.equal(await chat.lines.count(), 0);
  fake.fault = () => undefined;
  await back(page);
  assert.equal(await login, "visitor");
  await shows(chat.who, /Grace/);
});

test("answers that make no sense are shown as a failure", async (t) => {
  const { fake, tab, errors } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  await page.route("**/session", (route) => route.fulfill({
    json: { hello: "world" },
    headers: { "access-control-allow-origin": new URL(page.url()).origin, "access-control-allow-credentials": "true" },
  }));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await shows(chat.status, /can't be used/);
  assert.deepEqual(errors, []);
  assert.ok(fake);
});
