import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, GRACE, door, push, shows, site, until, widget } from "./support.js";

test("logging out brings the guest's conversation back as it was", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await chat.write("as a guest");
  await until(() => fake.count("POST /messages") === 1);
  fake.write(ADA.email, "Ada's secret");
  await chat.login("right", ADA);
  await shows(chat.lines, "Ada's secret");
  const told = page.evaluate(() => new Promise((resolve) =>
    window.acquireIO.on("loggedout", ({ messages }) => resolve(messages.map(({ text }) => text)))));
  assert.equal(await chat.logout(), "guest");
  await shows(chat.who, "Guest");
  await shows(chat.lines, "as a guest");
  assert.deepEqual(await told, ["as a guest"]);
  assert.equal(fake.visitors.size, 0);
  // Logging out once more does no harm, and two at once don't either.
  assert.equal(await chat.logout(), "guest");
  assert.deepEqual(await page.evaluate(async () => {
    const both = await Promise.all([window.acquireIO.logoutVisitor(), window.acquireIO.logoutVisitor()]);
    return both.map(({ state }) => state);
  }), ["guest", "guest"]);
  await shows(chat.lines, "as a guest");
});

/** How often a text occurs in the memory of a page's scripts. */
async function inMemory(page, text) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  let snapshot = "";
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => (snapshot += chunk));
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return snapshot.split(text).length - 1;
}

test("after logging out nothing about the visitor is left in the browser", async (t) => {
  const { fake, tab, context } = await site(t);
  const page = await tab();
  const chat = widget(page);
  // The page gets the visitor as a single-page app does, so that no script of its own holds them.
  await page.route("**/visitor.json", (route) => route.fulfill({
    json: { user_hash: "right", userDetails: { email: "secret-mail@example.com", name: "Secret-Name" } },
  }));
  fake.write("secret-mail@example.com", "Secret-Message");
  await page.evaluate(() => {
    window.heard = [];
    new BroadcastChannel(`userhash:${new URL(document.querySelector("[data-app]").src).origin}:shop`)
      .onmessage = ({ data }) => window.heard.push(data);
  });
  await chat.open();
  await page.evaluate(async () => {
    const { user_hash, userDetails } = await (await fetch("/visitor.json")).json();
    await window.acquireIO.loginVisitor(user_hash, userDetails);
  });
  await shows(chat.lines, "Secret-Message");
  for (const text of ["Secret-Message", "secret-mail", "Secret-Name"]) {
    assert.ok(await inMemory(page, text) > 0, `${text} can be found while it is there`);
  }
  // Something that is being written, and something that can't be sent.
  fake.fault = () => "cut";
  await chat.write("Secret-Unsent");
  await shows(chat.status, /can't be reached/);
  await chat.part("text").fill("Secret-Draft");
  fake.fault = () => undefined;
  await chat.logout();
  await shows(chat.who, "Guest");

  const dom = await page.evaluate(() => document.documentElement.outerHTML +
    document.querySelector("userhash-messenger").shadowRoot.innerHTML +
    document.querySelector("userhash-messenger").shadowRoot.querySelector("#text").value);
  assert.doesNotMatch(dom, /secret/i);
  for (const text of ["Secret-Message", "secret-mail", "Secret-Name", "Secret-Unsent", "Secret-Draft"]) {
    assert.equal(await inMemory(page, text), 0, `${text} is in memory`);
  }
  assert.deepEqual(await page.evaluate(async () => [
    localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]), [0, 0, "", 0, 0]);
  assert.deepEqual(new Set(await page.evaluate(() => window.heard)), new Set(["who"]));
  const cookies = await context.cookies(fake.origin + "/v1/apps/shop/");
  assert.deepEqual(cookies.map(({ name, httpOnly }) => [name, httpOnly]), [["guest", true]]);
  assert.deepEqual(fake.texts("secret-mail@example.com"), ["Secret-Message"], "and nothing was sent late");
});

test("a logout forgets at once, and ends the session when the messenger is back", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  fake.write(ADA.email, "Ada's secret");
  await chat.login("right", ADA);
  await shows(chat.lines, "Ada's secret");
  fake.fault = () => "cut";
  const logout = chat.logout();
  await shows(chat.status, /can't be reached/);
  assert.equal(await chat.lines.count(), 0);
  await shows(chat.who, "");
  assert.equal(await page.evaluate(() => window.acquireIO.session), null);
  assert.equal(fake.visitors.size, 1);
  fake.fault = () => undefined;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  assert.equal(await logout, "guest");
  assert.equal(fake.visitors.size, 0);
  await shows(chat.who, "Guest");
});

test("a logout overtakes logins that wait for the messenger", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  fake.fault = (asked) => (asked === "POST /login" ? 503 : undefined);
  const waiting = chat.login("right", ADA);
  await shows(chat.status, /can't be reached/);
  assert.equal(await chat.logout(), "guest");
  assert.equal(await waiting, "superseded");
  // One whose answer is on its way is logged out again, and never shown.
  const { opened, open } = door();
  fake.fault = (asked) => (asked === "POST /login" ? { late: opened } : undefined);
  const late = chat.login("right", ADA);
  await until(() => fake.visitors.size === 1);
  await page.evaluate(() => void (window.logout = window.acquireIO.logoutVisitor()));
  open();
  assert.equal(await late, "superseded");
  assert.equal(await page.evaluate(async () => (await window.logout).state), "guest");
  assert.equal(fake.visitors.size, 0);
});

test("logout and login in one go change the user", async (t) => {
  const { fake, pages, tab } = await site(t);
  pages["/"] = push("right", ADA);
  fake.write(ADA.email, "Ada's secret");
  fake.write(GRACE.email, "Grace's secret");
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.lines, "Ada's secret");
  await page.evaluate((details) => window.acquire.push(() => {
    window.acquireIO.logoutVisitor();
    window.acquireIO.loginVisitor("right", details);
  }), GRACE);
  await shows(chat.lines, "Grace's secret");
  await shows(chat.who, /Grace Hopper/);
  const order = fake.asked.map(({ asked }) => asked).filter((asked) => /login|logout/.test(asked));
  assert.deepEqual(order, ["POST /login", "POST /logout", "POST /login"]);
});
