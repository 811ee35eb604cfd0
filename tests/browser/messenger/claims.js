'use strict';

// Pages that claim without proof to have a visitor, under every policy.

const assert = require('node:assert/strict');
const { SecretKey } = require('../../../bindings-node');
const { ADA, GRACE } = require('./person.js');
const { isDead, isTold, openStage } = require('./stage.js');

const ADAS = 'what Ada wrote';
const GUESTS = 'a guest asks';
const CLAIMED = 'by somebody who says they are Ada';

const REFUSED = 'We could not check who you are. Nobody is logged in.';

const push = (userHash, userDetails) =>
  `<script>acquire.push(${JSON.stringify({ user_hash: userHash, userDetails })})</script>`;

/** What pages claim, the verdict on it, and the reason that only the log tells. */
function unproven(key) {
  const { userHash } = key.visitor(ADA);
  const strangers = new SecretKey('the secret key of some other app').visitor(ADA);
  const graces = key.visitor(GRACE).userHash;
  return {
    'a wrong hash': ['invalid', 'mismatch', push(strangers.userHash, ADA)],
    "another user's hash": ['invalid', 'mismatch', push(graces, ADA)],
    'no hash': ['missing', 'missing_hash', push(undefined, ADA)],
    'no user': ['partial', 'missing_user', push(userHash, { name: ADA.name })],
  };
}

/** What the page, the session and the messenger make of a claim that the policy lets in. */
async function isLetIn({ person, messenger, app, verdict }) {
  const { chat } = person;
  const session = await isTold(chat.page, ['unverified']);
  const who = verdict === 'partial' ? { name: ADA.name } : ADA;
  // Not even those lines that somebody with the same claim wrote before.
  await chat.isVisitor(who, [], { verified: false });
  assert.deepEqual([session.state, session.verdict], ['visitor', verdict]);
  assert.deepEqual(session.visitor, who);
  assert.deepEqual(await chat.session(), session);
  await chat.neverShowed(ADAS, GUESTS, CLAIMED);
  await chat.write(CLAIMED);
  const cookies = await person.cookies(messenger, app);
  await chat.page.evaluate(() => window.acquireIO.logoutVisitor());
  await isDead(messenger, app, cookies);
  await chat.isGuest([GUESTS]);
}

/** The same for a claim that is refused. */
async function isRefused({ person, messenger, app }) {
  const { chat } = person;
  const refusal = await isTold(chat.page, ['rejected']);
  // Whatever was wrong: the answer is the same.
  assert.equal(refusal, 'not_verified: the user could not be verified');
  await chat.isGuest([GUESTS], { status: REFUSED });
  await chat.neverShowed(ADAS, ADA.email);
  const cookies = await person.cookies(messenger, app);
  assert.deepEqual(
    cookies.map(({ name }) => name),
    ['userhash_guest'],
  );
}

/** Every claim under one policy, beside the real Ada. */
async function underPolicy(t, given, policy) {
  const app = `claims-${policy}`;
  const stage = await openStage(t, given, { [app]: policy });
  const { messenger } = stage;
  const adasPage = stage.page(app, '/ada', given.key.visitor(ADA).scriptTag());
  const ada = await stage.newPerson();
  await ada.open(adasPage);
  await ada.chat.isVisitor(ADA, []);
  await ada.chat.write(ADAS);

  const person = await stage.newPerson();
  await person.open(stage.page(app, '/'));
  await person.chat.write(GUESTS);
  const asAGuest = await person.chat.session();

  const expected = Object.entries(unproven(given.key));
  for (const [index, [what, [verdict, , tag]]] of expected.entries()) {
    await t.test(what, async () => {
      await person.open(stage.page(app, `/${index}`, tag));
      const claim = policy === 'enforce' ? isRefused : isLetIn;
      await claim({ person, messenger, app, verdict });
      assert.deepEqual(await person.chat.session(), asAGuest);
    });
  }

  await t.test('Ada sees nothing of all that', async () => {
    await ada.page.reload();
    await ada.chat.isVisitor(ADA, [ADAS]);
    await ada.chat.neverShowed(CLAIMED, GUESTS);
  });

  await t.test('every verdict is counted, and logged where somebody wants to know', async () => {
    const counts = { verified: 2, invalid: 2, missing: 1, partial: 1 };
    for (const [verdict, count] of Object.entries(counts)) {
      const labels = `app="${app}",policy="${policy}",verdict="${verdict}"`;
      assert.equal(await messenger.metric(`userhash_logins_total{${labels}}`), count, verdict);
    }
    const refused = await messenger.metric(`userhash_logins_refused_total{app="${app}"}`);
    assert.equal(refused, policy === 'enforce' ? 4 : 0);
    const logged = messenger.events('login').map((line) => {
      assert.equal(line.admitted, policy !== 'enforce');
      return [line.verdict, line.reason];
    });
    const lines = expected.map(([, [verdict, reason]]) => [verdict, reason]);
    assert.deepEqual(logged, policy === 'off' ? [] : lines);
    assert.ok(!messenger.output().includes(ADA.email));
    assert.ok(!messenger.output().includes(given.key.visitor(ADA).userHash));
  });

  if (policy === 'enforce') {
    await t.test('a claim that is refused ends the session of who was there', async () => {
      const cookies = await ada.cookies(messenger, app);
      await ada.open(stage.page(app, '/claim', push(given.key.visitor(GRACE).userHash, ADA)));
      await isTold(ada.page, ['loggedout', 'rejected']);
      await ada.chat.isGuest([], { status: REFUSED });
      await ada.chat.neverShowed(ADAS);
      await isDead(messenger, app, cookies);
    });
  }
}

const claims = ['off', 'report', 'enforce'].map((policy) => [
  `claims without proof, policy ${policy}`,
  (t, given) => underPolicy(t, given, policy),
]);

module.exports = { claims };
