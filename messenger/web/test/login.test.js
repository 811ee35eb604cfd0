import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, GRACE, LOGOUT, door, push, shows, site, until, widget } from "./support.js";

test("a guest gets a session, and a conversation that a reload brings back", async (t) => {
  const { fake, tab, errors } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  await chat.write("hello");
  await shows(chat.lines, "hello");
  await until(() => fake.count("POST /messages") === 1);
  await page.reload();
  await chat.open();
  await shows(chat.lines, "hello");
  assert.equal(await page.evaluate(() => window.acquireIO.session.state), "guest");
  assert.deepEqual(errors, []);
});

test("the snippet of a page logs in", async (t) => {
  const { fake, pages, tab } = await site(t);
  pages["/"] = push("right", ADA);
  fake.write(ADA.email, "Welcome, Ada");
  const chat = widget(await tab());
  await chat.open();
  await shows(chat.who, "Ada Lovelace ada@example.com");
  await shows(chat.part("mark"), "✓ Verified");
  await shows(chat.lines, "Welcome, Ada");
  assert.deepEqual(fake.asked.find(({ asked }) => asked === "POST /login").body,
    { user_hash: "right", userDetails: ADA });
});

test("a wrong user hash is refused, told and shown, and nobody is logged in", async (t) => {
  const { fake, tab, errors } = await site(t);
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await page.evaluate(() => {
    window.told = [];
    for (const event of ["verified", "unverified", "rejected", "loggedout"]) {
      window.acquireIO.on(event, (detail) => window.told.push([event, detail.code ?? detail.state]));
    }
  });
  assert.equal(await chat.login("forged", ADA), "not_verified");
  await shows(chat.status, /could not check who you are/);
  await shows(chat.who, "Guest");
  assert.deepEqual(await page.evaluate(() => window.told), [["rejected", "not_verified"]]);
  // Closed, the bubble says so.
  await page.keyboard.press("Escape");
  await shows(page.locator("userhash-messenger #bubble.bad"), "");
  assert.match(await chat.part("bubble").getAttribute("aria-label"), /could not check/);

  assert.equal(await chat.login("right", ADA), "visitor");
  await page.evaluate(() => (window.told = []));
  fake.write(ADA.email, "for Ada only");
  assert.equal(await chat.login("forged", GRACE), "not_verified");
  await chat.open();
  await shows(chat.who, "Guest");
  assert.equal(await chat.lines.count(), 0);
  assert.equal(fake.visitors.size, 0, "the messenger has ended the session, too");
  assert.deepEqual(await page.evaluate(() => window.told),
    [["loggedout", "guest"], ["rejected", "not_verified"]]);
  // A snippet can't look at the promise: no error of the page comes of that.
  await page.evaluate(() => void window.acquireIO.loginVisitor("forged", {}));
  await page.evaluate(() => window.acquireIO.logoutVisitor());
  assert.deepEqual(errors, []);
});

test("errors have types, and leave nobody logged in", async (t) => {
  const { tab, fake } = await site(t);
  const chat = widget(await tab());
  await chat.open();
  await chat.login("right", ADA);
  assert.equal(await chat.login("right", undefined), "malformed_request");
  await shows(chat.who, "Guest");
  await chat.login("right", ADA);
  const page = await tab();
  await widget(page).open();
  const asked = fake.count("POST /login");
  const circular = await page.evaluate(() => {
    const details = { email: "ada@example.com" };
    details.self = details;
    return window.acquireIO.loginVisitor("right", details).catch(({ name, code }) => `${name} ${code}`);
  });
  assert.equal(circular, "MessengerError malformed_details");
  assert.equal(fake.count("POST /login"), asked);
  await shows(chat.who, "Guest");
  assert.equal(fake.visitors.size, 0);
});

test("without proof, where the app's policy allows it, a visitor is shown as unverified", async (t) => {
  const { fake, tab } = await site(t);
  fake.accepts = () => true;
  fake.verdict = "missing";
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  const told = page.evaluate(() => new Promise((resolve) =>
    window.acquireIO.on("unverified", ({ verdict }) => resolve(verdict))));
  await chat.login(undefined, ADA);
  assert.equal(await told, "missing");
  await shows(chat.part("mark"), "Not verified");
});

test("the user of the page before is never shown on a page that says it is somebody else's", async (t) => {
  const { fake, pages, tab } = await site(t);
  fake.write(ADA.email, "Ada's secret");
  pages["/ada"] = push("right", ADA);
  const watch = `<script>window.seen="";setInterval(()=>{
    seen+=document.querySelector("userhash-messenger")?.shadowRoot.textContent??""},1)</script>`;
  pages["/grace"] = watch + push("right", GRACE);
  pages["/forged"] = watch + push("forged", GRACE);
  pages["/out"] = watch + LOGOUT;
  const page = await tab("/ada");
  const chat = widget(page);
  for (const [path, who] of [["/grace", /Grace Hopper/], ["/forged", /Guest/], ["/out", /Guest/]]) {
    await page.goto(page.url().replace(/\/\w*$/, "/ada"));
    await chat.open();
    await shows(chat.lines, "Ada's secret");
    await page.goto(page.url().replace("/ada", path));
    await chat.open();
    await shows(chat.who, who);
    assert.doesNotMatch(await page.evaluate(() => window.seen), /Ada/, path);
  }
});

for (const locks of [true, false]) test(`a late answer doesn't undo what came after it, ${locks ? "with" : "without"} locks`, async (t) => {
  const { fake, tab, context } = await site(t);
  // Pages that are no secure contexts have none.
  if (!locks) await context.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
  const page = await tab();
  const chat = widget(page);
  await chat.open();
  await shows(chat.who, "Guest");
  const { opened, open } = door();
  fake.fault = (asked) => (asked === "GET /session" ? { late: opened } : undefined);
  // The window comes back to the front: the messenger is asked, and takes its time.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await until(() => fake.count("GET /session") === 1);
  const login = chat.login("right", ADA);
  // Time for a login that wouldn't wait for its turn, and then for an answer that comes after it.
  const roundTrips = () => page.evaluate(async (url) => {
    for (let trip = 0; trip < 4; trip++) await fetch(url, { mode: "no-cors", cache: "no-store" });
  }, `${fake.origin}/widget.js`);
  await roundTrips();
  open();
  assert.equal(await login, "visitor");
  await roundTrips();
  await shows(chat.who, /Ada Lovelace/);
});

test("hostile text is text", async (t) => {
  const { fake, tab, errors } = await site(t);
  const hostile = `</script><img src=x onerror="window.injected=1"><svg onload=window.injected=1>{{7*7}}`;
  const page = await tab();
  const chat = widget(page);
  fake.write("eve@example.com", hostile);
  fake.write("eve@example.com", hostile, "visitor");
  await chat.open();
  await chat.login("right", { email: "eve@example.com", name: hostile, [hostile]: hostile });
  await chat.write(hostile);
  await until(() => fake.texts("eve@example.com").length === 3);
  assert.deepEqual(await chat.lines.allTextContents(), [hostile, hostile, hostile]);
  assert.equal(await chat.part("who").locator("strong").textContent(), hostile);
  assert.equal(await page.locator("userhash-messenger img, userhash-messenger li svg").count(), 0);
  assert.equal(await page.evaluate(() => window.injected), undefined);
  // Names that aren't text are none.
  await chat.login("right", { email: ["a@example.com"], name: { toString: "x" } });
  await shows(chat.who, "Visitor");
  assert.deepEqual(errors, []);
});
