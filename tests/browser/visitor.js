'use strict';

// Somebody in front of a browser, and what a careful look at it would notice.

const assert = require('node:assert/strict');

/**
 * A visitor of an app, with cookies of their own and one open tab.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{name: string, origin: string}} app
 * @param {{told: Function}} widget
 */
async function newVisitor(browser, app, widget) {
  const context = await browser.newContext();
  context.setDefaultTimeout(20_000);
  const problems = [];
  let refusals = false;
  /** What goes on in a tab of somebody else's is not the app's fault. */
  const foreignTabs = new Set();
  const note = (tab, text) => foreignTabs.has(tab) || problems.push(text);

  // Browsers ask for it by themselves, and no example has one.
  await context.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await context.exposeBinding('noteViolation', ({ page: tab }, text) => note(tab, text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.noteViolation(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on('dialog', (dialog) => {
    note(dialog.page(), `dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  context.on('weberror', (error) => note(error.page(), `error: ${error.error()}`));
  context.on('console', (message) => {
    const expected = refusals && message.text().includes('responded with a status of 4');
    if (['error', 'warning'].includes(message.type()) && !expected) {
      note(message.page(), `console: ${message.text()} (${message.location().url})`);
    }
  });

  const page = await context.newPage();
  const visitor = {
    page,
    problems,
    close: () => context.close(),

    open: (url) => page.goto(url),

    async newTab(url) {
      const tab = await context.newPage();
      await tab.goto(url);
      return tab;
    },

    who: async () => (await page.locator('#who').textContent()).trim(),

    /** What the page has told the widget. */
    async told(tab = page) {
      const { app: name, calls } = await widget.told(tab);
      assert.equal(name, app.name);
      return calls;
    },

    /** Sends a form by its button; the answer is that after a redirect. */
    async submit(form) {
      const [response] = await Promise.all([
        page.waitForNavigation(),
        page.locator(`${form} button`).click(),
      ]);
      const redirected = await response.request().redirectedFrom()?.response();
      if (redirected) {
        assert.equal(redirected.status(), 303);
      }
      return response;
    },

    /** Fills in the form and sends it. A refusal that is expected is no error in the console. */
    async logIn(email, password, { refused = false } = {}) {
      refusals = refused;
      await page.locator('#login input[name=email]').fill(email);
      await page.locator('#login input[name=password]').fill(password);
      const response = await visitor.submit('#login');
      refusals = false;
      return response;
    },

    /** Sends an empty form from a page of another origin, as that page would. */
    async submitFrom(foreign, action) {
      const tab = await context.newPage();
      foreignTabs.add(tab);
      await tab.route(foreign, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<form method="post" action="${action}"><button>Win</button></form>`,
        }),
      );
      await tab.goto(foreign);
      const [response] = await Promise.all([
        tab.waitForResponse(action),
        tab.locator('button').click(),
      ]);
      await tab.close();
      return response;
    },

    /** A page that comes out of the browser's cache isn't loaded again. */
    back: () => page.goBack({ waitUntil: 'commit' }),

    cookie: async (name) =>
      (await context.cookies(app.origin)).find((cookie) => cookie.name === name),
  };
  return visitor;
}

module.exports = { newVisitor };
