'use strict';

// A messenger that is killed and started again while somebody writes.

const assert = require('node:assert/strict');
const { ADA, GRACE } = require('./person.js');
const { isTold, openStage } = require('./stage.js');

const GUESTS = 'a guest asks';
const BEFORE = 'what Ada wrote before';
const LOST = 'what was kept, but not confirmed';
const MEANWHILE = 'what Ada wrote meanwhile';
const LATER = 'what Ada wrote later';
const UNREACHABLE = "The chat can't be reached. Trying again…";

async function killedBetween(t, given) {
  const app = 'killed-while-writing';
  const stage = await openStage(t, given, { [app]: 'enforce' });
  const { messenger } = stage;
  const visitorTag = (user) => given.key.visitor(user).scriptTag();
  const guestsPage = stage.page(app, '/');
  const adasPage = stage.page(app, '/ada', visitorTag(ADA));
  const gracesPage = stage.page(app, '/grace', visitorTag(GRACE));
  const person = await stage.newPerson();
  const { chat, page } = person;

  await person.open(guestsPage);
  await chat.write(GUESTS);
  const asAGuest = await chat.session();
  await person.open(adasPage);
  await chat.isVisitor(ADA, []);
  await chat.write(BEFORE);
  const token = async () =>
    (await person.cookies(messenger, app)).find(({ name }) => name === 'userhash_visitor').value;
  const before = await token();

  await t.test('killed after it kept a message, before it said so', async () => {
    let arrived;
    await page.route('**/messages', async (route) => {
      const response = await route.fetch();
      arrived = response.status();
      await messenger.kill();
      await route.abort();
    });
    await chat.type(LOST);
    await isTold(page, ['verified', 'offline']);
    await page.unroute('**/messages');
    assert.equal(arrived, 201);
    await chat.isVisitor(ADA, [BEFORE], { unsent: [LOST], status: UNREACHABLE });
  });

  await t.test('what is written meanwhile waits, and that is shown', async () => {
    await chat.type(MEANWHILE);
    await chat.isVisitor(ADA, [BEFORE], { unsent: [LOST, MEANWHILE], status: UNREACHABLE });
  });

  await t.test('started again: everything arrives, once', async () => {
    await messenger.start();
    await chat.isVisitor(ADA, [BEFORE, LOST, MEANWHILE]);
    await isTold(page, ['verified', 'offline', 'online']);
  });

  await t.test('after a reload Ada is still there, and goes on', async () => {
    // A page that says nothing: it is her session that says who she is.
    await person.open(guestsPage);
    await chat.isVisitor(ADA, [BEFORE, LOST, MEANWHILE]);
    assert.equal(await token(), before);
    await chat.write(LATER);
    await chat.neverShowed(GUESTS);
  });

  await t.test('it was hers alone', async () => {
    await person.open(gracesPage);
    await chat.isVisitor(GRACE, []);
    await chat.page.evaluate(() => window.acquireIO.logoutVisitor());
    await chat.isGuest([GUESTS]);
    assert.deepEqual(await chat.session(), asAGuest);
    const elsewhere = await stage.newPerson();
    await elsewhere.open(adasPage);
    await elsewhere.chat.isVisitor(ADA, [BEFORE, LOST, MEANWHILE, LATER]);
  });
}

/** A login that nobody answers is a login once the messenger is back. */
async function killedAtLogin(t, given) {
  const app = 'killed-before-login';
  const stage = await openStage(t, given, { [app]: 'enforce' });
  const { messenger } = stage;
  const guestsPage = stage.page(app, '/');
  const person = await stage.newPerson();
  const { chat, page } = person;
  await person.open(guestsPage);
  await chat.write(GUESTS);
  await messenger.kill();
  const { userHash } = given.key.visitor(ADA);
  await page.evaluate(([hash, user]) => {
    window.login = window.acquireIO.loginVisitor(hash, user);
  }, [userHash, ADA]);
  await isTold(page, ['offline']);
  await messenger.start();
  assert.equal(await page.evaluate(async () => (await window.login).verdict), 'verified');
  await page.reload();
  await chat.isVisitor(ADA, []);
  await chat.neverShowed(GUESTS);
}

const restarts = [
  ['the messenger is killed and started again', killedBetween],
  ['the messenger is killed before a login', killedAtLogin],
];

module.exports = { restarts };
