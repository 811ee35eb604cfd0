import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, GRACE, LOGOUT, push, shows, site, until, widget } from "./support.js";

test("what was pushed before and after loading is done in order, one after the other", async (t) => {
  const { fake, pages, tab, errors } = await site(t);
  pages["/"] = `${push("right", ADA)}<script>
    window.log = [];
    acquire.push((io) => log.push(io.session.visitor.email));
    acquire.push(async (io) => { await io.logoutVisitor(); log.push(io.session.state); });
    acquire.push({ user_hash: "forged", userDetails: {} });
    acquire.push((io) => { log.push(io.session.state); throw new Error("of the page"); });
    acquire.push(${JSON.stringify({ user_hash: "right", userDetails: GRACE })}, (io) => log.push(io.session.visitor.email));
  </script>`;
  const page = await tab();
  await page.waitForFunction(() => window.log.length === 4);
  await page.evaluate(() => acquire.push(() => log.push("later"), () => log.push("last")));
  await page.waitForFunction(() => window.log.length === 6);
  assert.deepEqual(await page.evaluate(() => window.log),
    [ADA.email, "guest", "guest", GRACE.email, "later", "last"]);
  assert.deepEqual(errors.map((error) => error.split("\n")[0]), ["Error: of the page"]);
  assert.equal(fake.count("POST /login"), 3);
});

test("an idle queue runs a function at once", async (t) => {
  const { tab } = await site(t);
  const page = await tab();
  await widget(page).open();
  assert.equal(await page.evaluate(() => {
    let ran = false;
    acquire.push((io) => (ran = io === window.acquireIO));
    return ran;
  }), true);
});

test("a logout isn't held up by a login that waits for a messenger that is down", async (t) => {
  const { fake, pages, tab } = await site(t);
  fake.fault = () => "cut";
  pages["/"] = push("right", ADA) + LOGOUT;
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.status, /can't be reached/);
  fake.fault = () => undefined;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await shows(chat.who, "Guest");
  await until(() => fake.count("POST /logout") > 0);
  assert.equal(fake.count("POST /login"), 0);
});

test("what makes no sense is refused and stops nothing", async (t) => {
  const { pages, tab, errors } = await site(t);
  pages["/"] = `<script>window.acquire = [null, 7, "text", {}, [], (io) => (window.ran = io.session.state)]</script>`;
  const page = await tab();
  const chat = widget(page);
  await page.waitForFunction(() => window.ran === "guest");
  await chat.open();
  await shows(chat.status, /could not check who you are/);
  assert.deepEqual(errors, []);
});

test("what is pushed is not kept", async (t) => {
  const { pages, tab } = await site(t);
  pages["/"] = `${push("right", ADA)}<script>window.queue = acquire</script>`;
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, /Ada/);
  assert.equal(await page.evaluate(() => window.queue.length), 0);
});

test("listeners get copies, can leave, and don't disturb each other", async (t) => {
  const { tab, errors } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await page.evaluate(() => {
    window.told = [];
    const { on } = window.acquireIO;
    on("verified", (session) => {
      session.visitor.email = "mallory@example.com";
      throw new Error("of a listener");
    });
    window.leave = on("verified", ({ visitor }) => window.told.push(visitor.email));
  });
  await chat.login("right", ADA);
  assert.deepEqual(await page.evaluate(() => [window.told, window.acquireIO.session.visitor.email]),
    [[ADA.email], ADA.email]);
  await page.evaluate(() => window.leave());
  await chat.login("right", GRACE);
  assert.deepEqual(await page.evaluate(() => window.told), [ADA.email]);
  assert.deepEqual(new Set(errors.map((error) => error.split("\n")[0])), new Set(["Error: of a listener"]));
});
