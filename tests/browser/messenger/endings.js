'use strict';

// Sessions that end by themselves.

const assert = require('node:assert/strict');
const { becomes } = require('./chat.js');
const { ADA } = require('./person.js');
const { isDead, isTold, openStage } = require('./stage.js');

const ADAS = 'what Ada wrote';
const GUESTS = 'a guest asks';
const LATE = 'what Ada sent too late';
const DROPPED = 'What was not sent was dropped: its writer left.';

/** A visitor's session that ends: what an open page, its tab and a new page make of that. */
async function sessionEnds(t, given, { app, lifetimes, ended }) {
  const stage = await openStage(t, given, { [app]: 'enforce' });
  const { messenger } = stage;
  const person = await stage.newPerson();
  const { chat } = person;
  const guestsPage = stage.page(app, '/');
  const adasPage = stage.page(app, '/ada', given.key.visitor(ADA).scriptTag());
  await person.open(guestsPage);
  await chat.write(GUESTS);
  await person.open(adasPage);
  await chat.isVisitor(ADA, []);
  await chat.write(ADAS);
  await chat.page.evaluate(() => window.acquireIO.logoutVisitor());
  await messenger.stop();
  await messenger.start(lifetimes);

  await person.open(adasPage);
  // However slow this machine is, the page is told of her before it is told of the end.
  await becomes(() => chat.page.evaluate(() => window.told[0]?.[0]), 'verified');
  const [[, session]] = await chat.page.evaluate(() => window.told);
  assert.deepEqual(
    session.messages.map(({ text }) => text),
    [ADAS],
  );
  const cookies = await person.cookies(messenger, app);
  await ended(messenger, cookies);
  await isDead(messenger, app, cookies);

  // The page can't know yet. What is written on it is Ada's, and must not become the guest's.
  await chat.type(LATE);
  await isTold(chat.page, ['verified', 'loggedout']);
  await chat.isGuest([GUESTS], { status: DROPPED });
  await chat.hasNothingOf(ADAS, LATE);

  await person.open(guestsPage);
  await chat.isGuest([GUESTS]);
  await chat.hasNothingOf(ADAS, LATE, ADA.email);
  await chat.neverShowed(ADAS, LATE, ADA.email);
  await messenger.stop();
  await messenger.start();
  await person.open(adasPage);
  await chat.isVisitor(ADA, [ADAS]);
  await chat.neverShowed(GUESTS, LATE);
}

const DAY = 24 * 60 * 60;

/** Asking for it would be using it: that it is swept up tells the same. */
const unused = {
  app: 'unused',
  lifetimes: { visitor_idle_seconds: 2, visitor_absolute_seconds: DAY, sweep_seconds: 1 },
  ended: (messenger) => becomes(() => messenger.metric('userhash_sessions_ended_total'), 1),
};

/** It is over before anybody sweeps. */
const used = {
  app: 'used',
  lifetimes: { visitor_idle_seconds: DAY, visitor_absolute_seconds: 3, sweep_seconds: DAY },
  async ended(messenger, cookies) {
    const visitors = cookies.filter(({ name }) => name === 'userhash_visitor');
    const ask = async () => (await messenger.ask('used', 'session', visitors)).status;
    await becomes(ask, 401);
  },
};

const endings = [
  ['a session that nobody uses ends', (t, given) => sessionEnds(t, given, unused)],
  ['a session ends after its time, used or not', (t, given) => sessionEnds(t, given, used)],
];

module.exports = { endings };
