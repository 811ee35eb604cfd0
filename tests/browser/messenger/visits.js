'use strict';

// Two browsers on an example app with the messenger's widget, step by step.

const assert = require('node:assert/strict');
const { ADA, GRACE, newPerson } = require('./person.js');
const { isDead } = require('./stage.js');

const PASSWORD = 'demo';

const GUESTS = 'a guest asks';
const HOME = 'Ada, from home';
const OFFICE = 'Ada, from the office';
const GRACES = 'Grace, on the same machine';
const OPEN = 'Ada, on an open page';

/** Logs in without loading a page again, as a single-page app does, and tells the widget. */
async function logInOnOpenPage(page, email) {
  return page.evaluate(
    async ([user, password]) => {
      // The form's token is of a session, and the session may have changed since this page came.
      const html = await (await fetch('/')).text();
      // Its style has a nonce that is not this page's.
      const [content] = /<body.*/s.exec(html);
      const form = new DOMParser().parseFromString(content, 'text/html').querySelector('#login');
      const body = new URLSearchParams(new FormData(form));
      body.set('email', user);
      body.set('password', password);
      await fetch(form.getAttribute('action'), { method: 'POST', body, redirect: 'manual' });
      const visitor = await (await fetch('/visitor.json')).json();
      const { user_hash: hash, userDetails: details } = visitor;
      const session = await window.acquireIO.loginVisitor(hash, details);
      return session.verdict;
    },
    [email, PASSWORD],
  );
}

/**
 * The steps, to be run in this order.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} given
 * @param {import('playwright-core').Browser} given.browser
 * @param {{name: string, origin: string}} given.app
 * @param {object} given.messenger
 * @param {import('userhash').SecretKey} given.key The app's secret key.
 * @returns {Promise<[string, () => Promise<void>][]>}
 */
async function visits(t, { browser, app, messenger, key }) {
  const home = `${app.origin}/`;
  const atHome = await newPerson(t, browser, app);
  const person = await newPerson(t, browser, app);
  const { chat, page } = person;
  /** What tells of a user: nobody else may ever come across it. */
  const tracesOf = (user, ...texts) => [
    user.email,
    user.name,
    key.visitor(user).userHash,
    ...texts,
  ];
  const adas = tracesOf(ADA, HOME, OFFICE, OPEN);
  const graces = tracesOf(GRACE, GRACES);
  let asAGuest;
  /** Cookies from right before a switch, and from right before a logout. */
  const stolen = [];
  let other;

  return [
    [
      'Ada, at home, logs in and writes',
      async () => {
        await atHome.open(home);
        await atHome.chat.isGuest([]);
        await atHome.logIn(ADA.email, PASSWORD);
        await atHome.chat.isVisitor(ADA, []);
        await atHome.chat.write(HOME);
      },
    ],
    [
      'elsewhere, a guest writes',
      async () => {
        await person.open(home);
        await chat.isGuest([]);
        await chat.write(GUESTS);
        await chat.isGuest([GUESTS]);
        asAGuest = await chat.session();
        assert.equal(asAGuest.state, 'guest');
        await chat.hasNothingOf(...adas);
      },
    ],
    [
      'the guest logs in by the form: Ada’s conversation is there, the guest’s is gone',
      async () => {
        await person.logIn(ADA.email, PASSWORD);
        await chat.isVisitor(ADA, [HOME]);
        const session = await chat.session();
        assert.equal(session.state, 'visitor');
        assert.equal(session.verdict, 'verified');
        assert.deepEqual(session.visitor, ADA);
        await chat.hasNothingOf(GUESTS);
        await chat.neverShowed(GUESTS);
        const cookies = await person.cookies(messenger, app.name);
        assert.equal(cookies.length, 2);
        for (const { name, value, httpOnly, sameSite, path } of cookies) {
          assert.deepEqual([httpOnly, sameSite, path], [true, 'Lax', `/v1/apps/${app.name}`], name);
          await chat.hasNothingOf(value);
        }
      },
    ],
    [
      'Ada writes; after a reload it is still there',
      async () => {
        await chat.write(OFFICE);
        await page.reload();
        await chat.isVisitor(ADA, [HOME, OFFICE]);
        await chat.hasNothingOf(GUESTS);
        await chat.neverShowed(GUESTS);
      },
    ],
    [
      'Grace logs in over Ada, and finds nothing of hers',
      async () => {
        stolen.push(await person.cookies(messenger, app.name));
        await person.logIn(GRACE.email, PASSWORD);
        await chat.isVisitor(GRACE, []);
        await chat.hasNothingOf(GUESTS, ...adas);
        await chat.neverShowed(GUESTS, ...adas);
        await chat.write(GRACES);
      },
    ],
    [
      'Grace logs out: the guest’s conversation is as it was, and nothing of hers is left',
      async () => {
        const cookies = await person.cookies(messenger, app.name);
        stolen.push(cookies);
        await person.submit('#logout');
        await chat.isGuest([GUESTS]);
        assert.deepEqual(await chat.session(), asAGuest);
        const left = (await person.cookies(messenger, app.name)).map(({ name }) => name);
        assert.deepEqual(left, ['userhash_guest']);
        await chat.hasNothingOf(...cookies.map(({ value }) => value), ...adas, ...graces);
        await chat.neverShowed(...adas, ...graces);
      },
    ],
    [
      'cookies that were stolen before are dead',
      async () => {
        assert.equal(stolen.length, 2);
        const headers = { 'Content-Type': 'application/json' };
        const post = { method: 'POST', body: '{"text":"by a thief"}', headers };
        for (const cookies of stolen) {
          await isDead(messenger, app.name, cookies);
          // The guest's go on, but not into what was the visitor's, nor instead of it.
          for (const options of [{}, post]) {
            const answer = await messenger.ask(app.name, 'messages', cookies, options);
            assert.equal(answer.status, 401);
          }
        }
      },
    ],
    [
      'the back button shows nothing of Grace, nor of Ada',
      async () => {
        // To the page after the login, and to the one before it.
        for (let pages = 0; pages < 2; pages++) {
          await person.back();
          await chat.isGuest([GUESTS]);
          await chat.hasNothingOf(...adas, ...graces);
          await chat.neverShowed(...adas, ...graces);
        }
      },
    ],
    [
      'Ada logs in on an open page: the other tab is in step',
      async () => {
        await person.open(home);
        other = await person.newTab(home);
        await Promise.all([chat.isGuest([GUESTS]), other.isGuest([GUESTS])]);
        assert.equal(await logInOnOpenPage(other.page, ADA.email), 'verified');
        for (const tab of [other, chat]) {
          await tab.isVisitor(ADA, [HOME, OFFICE]);
        }
        await chat.write(OPEN);
        await other.isVisitor(ADA, [HOME, OFFICE, OPEN]);
      },
    ],
    [
      'Grace logs in over her, on that open page',
      async () => {
        assert.equal(await logInOnOpenPage(other.page, GRACE.email), 'verified');
        for (const tab of [other, chat]) {
          await tab.isVisitor(GRACE, [GRACES]);
          await tab.hasNothingOf(GUESTS, ...adas);
        }
      },
    ],
    [
      'a logout in one tab is one in both',
      async () => {
        await page.evaluate(() => window.acquireIO.logoutVisitor());
        for (const tab of [chat, other]) {
          await tab.isGuest([GUESTS]);
          assert.deepEqual(await tab.session(), asAGuest);
          await tab.hasNothingOf(...adas, ...graces);
        }
      },
    ],
    [
      'Ada, at home, sees what she wrote elsewhere',
      async () => {
        await atHome.page.reload();
        await atHome.chat.isVisitor(ADA, [HOME, OFFICE, OPEN]);
        await atHome.chat.hasNothingOf(GUESTS, ...graces);
      },
    ],
    [
      'all the while, no error, no dialog, nothing against the policy',
      async () => {
        assert.deepEqual([...person.problems, ...atHome.problems], []);
        // Who was there is no matter for a log.
        for (const trace of [...adas, ...graces, GUESTS]) {
          assert.ok(!messenger.output().includes(trace), trace);
        }
      },
    ],
  ];
}

module.exports = { visits };
