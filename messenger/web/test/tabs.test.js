import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, GRACE, door, push, shows, site, until, widget } from "./support.js";

test("tabs show the same visitor and the same conversation", async (t) => {
  const { fake, tab } = await site(t);
  const one = widget(await tab());
  const other = widget(await tab());
  await one.open();
  await other.open();
  await one.write("from one");
  await shows(other.lines, "from one");
  await one.login("right", ADA);
  await shows(other.who, /Ada Lovelace/);
  await shows(other.lines, "");
  await other.write("from the other");
  await shows(one.lines, "from the other");
  await other.logout();
  await shows(one.who, "Guest");
  await shows(one.lines, "from one");
  assert.deepEqual(fake.texts(ADA.email), ["from the other"]);
});

test("a tab hides what it shows as soon as another one has changed the visitor", async (t) => {
  const { fake, tab } = await site(t);
  const one = widget(await tab());
  const other = widget(await tab());
  await one.open();
  await other.open();
  fake.write(ADA.email, "Ada's secret");
  await one.login("right", ADA);
  await shows(other.lines, "Ada's secret");
  const { opened, open } = door();
  fake.fault = (asked) => (asked === "GET /session" ? { late: opened } : undefined);
  await one.logout();
  await shows(other.who, "");
  assert.equal(await other.lines.count(), 0);
  open();
  await shows(other.who, "Guest");
});

test("a page that comes back from the cache shows nobody before it has asked", async (t) => {
  const { fake, tab, pages, origin } = await site(t);
  pages["/ada"] = push("right", ADA);
  pages["/grace"] = push("right", GRACE);
  fake.write(ADA.email, "Ada's secret");
  const page = await tab("/ada");
  const chat = widget(page);
  await chat.open();
  await shows(chat.lines, "Ada's secret");
  await page.evaluate(() => {
    window.kept = true;
    window.seen = "";
    addEventListener("pageshow", () => {
      const look = () => document.querySelector("userhash-messenger").shadowRoot.textContent;
      window.seen += look();
      setInterval(() => (window.seen += look()), 1);
    });
  });
  await page.goto(`${origin}/grace`);
  await chat.open();
  await shows(chat.who, /Grace/);
  const { opened, open } = door();
  fake.fault = (asked) => (asked === "GET /session" ? { late: opened } : undefined);
  await page.goBack({ waitUntil: "commit" });
  assert.equal(await page.evaluate(() => window.kept), true, "the page was kept");
  await until(() => fake.count("GET /session") > 0);
  await shows(chat.who, "");
  assert.equal(await chat.lines.count(), 0);
  open();
  await shows(chat.who, /Grace/);
  assert.doesNotMatch(await page.evaluate(() => window.seen), /Ada/);
  // It hears of other tabs again.
  fake.fault = () => undefined;
  await widget(await tab("/ada")).open();
  await shows(chat.who, /Ada/);
});

test("a page that is put into the cache shows nobody, even before scripts run again", async (t) => {
  const { fake, tab } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  fake.write(ADA.email, "Ada's secret");
  await chat.login("right", ADA);
  await shows(chat.lines, "Ada's secret");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await shows(chat.who, "");
  assert.equal(await chat.lines.count(), 0);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await shows(chat.who, /Ada/);
});

test("loaded twice, the second copy does nothing", async (t) => {
  const { fake, tab, pages, errors } = await site(t);
  pages["/"] = `<script src="${fake.origin}/widget.js" data-app="shop"></script>${push("right", ADA)}`;
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, /Ada/);
  const first = await page.evaluateHandle(() => window.acquireIO);
  await page.addScriptTag({ url: `${fake.origin}/widget.js` });
  assert.equal(await page.evaluate((io) => io === window.acquireIO, first), true);
  assert.equal(await page.locator("userhash-messenger").count(), 1);
  assert.equal(fake.count("POST /session"), 1);
  assert.equal(fake.count("POST /login"), 1);
  assert.deepEqual(errors, []);
});
