// Who this page takes its visitor for. Whatever asks the messenger does it in turn.

import { copyOf, emit } from "./events.js";
import { alone, ask, codeOf, failure, persist, wake } from "./request.js";

/** @typedef {{ text: string, after?: number, refused?: string, id?: number }} Unsent */
/** @typedef {{ session: Session | null, unsent: Unsent[], draft: string, sending: boolean }} Person */

/** @returns {Person} */
const somebody = () => ({ session: null, unsent: [], draft: "", sending: false });

/** The guest stays the same one however often visitors log in: their unsent lines wait for them. */
const guest = somebody();

/**
 * `person` is who the messenger last said it is. Nobody's conversation is shown while `hidden`:
 * the person may have changed, and the messenger has to be asked first.
 */
export const state = {
  person: /** @type {Person | null} */ (null),
  hidden: true,
  /** Works that have yet to find out who it is; a guest may be only on the way to a visitor then. */
  veils: 0,
  notice: "",
  draw: () => {},
  tell: (/** @type {"who" | "said"} */ _news) => {},
  deliver: (/** @type {Person} */ _person) => {},
};

let logouts = 0;
/** @type {Promise<unknown>} */
let turns = Promise.resolve();

/** When everything asked so far has been answered. */
export const settled = () => turns;

/**
 * Does one thing after the other, so that no late answer undoes an earlier one's. The work learns
 * whether a logout was asked for since: it must then leave everything as it is.
 * @template T
 * @param {(wanted: () => boolean) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function inTurn(work) {
  const before = logouts;
  const done = turns.then(() => work(() => before === logouts));
  // What the work returned must not be kept from being forgotten. Failures are the caller's.
  turns = done.then(() => {}, () => {});
  return done;
}

/** @param {Session | null} session */
function identity(session) {
  const { state: kind, verdict, visitor } = session ?? {};
  return JSON.stringify([kind, kind === "guest" || [verdict, sorted(visitor)]]);
}

/** @param {unknown} details */
function sorted(details) {
  return Object.entries(details ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

export function hide() {
  state.hidden = true;
  state.draw();
}

/**
 * Shows nobody's conversation until this work has found out whose it is.
 * @param {() => Promise<boolean>} work whether it did
 */
export async function veiled(work) {
  state.veils++;
  hide();
  const known = await work();
  await turns;
  state.veils--;
  if (known && !state.veils) state.hidden = false;
  state.draw();
}

/** Forgets a visitor; a guest is only put aside. */
function leave() {
  const { person } = state;
  hide();
  state.person = null;
  if (!person) return;
  person.session = null;
  // Pauses of this person's deliveries would keep what they hold.
  wake();
  if (person === guest) return;
  const lost = person.unsent.splice(0).length;
  person.draft = "";
  if (lost) state.notice = "What was not sent was dropped: its writer left.";
}

/**
 * Takes over what the messenger says.
 * @param {Session} session
 * @returns {boolean} whether that is somebody else than before
 */
export function adopt(session) {
  if (!Array.isArray(session?.messages)) {
    throw failure("malformed_answer", "That is no session.");
  }
  const { person, hidden } = state;
  const changed = identity(session) !== identity(person && person.session);
  if (changed) {
    leave();
    state.person = session.state === "guest" ? guest : somebody();
    state.hidden = hidden;
  }
  const now = state.person ?? guest;
  now.session = session;
  state.draw();
  state.deliver(now);
  if (changed && person) {
    // Another tab did that, or the session has expired.
    announce(session);
  }
  return changed;
}

/** @param {Session} session */
function announce(session) {
  if (session.state === "guest") emit("loggedout", session);
  else emit(session.verdict === "verified" ? "verified" : "unverified", session);
}

/** What the cookies name, or a new guest. */
const resume = () => ask("POST", "/session", "{}");

/** @returns {Promise<Session>} */
export async function current() {
  try {
    return await ask("GET", "/session");
  } catch (error) {
    if (codeOf(error) === "no_session") return resume();
    throw error;
  }
}

/**
 * Finds out who it is, until there is an answer.
 * @param {boolean} [first] whether there may be no session at all yet
 */
export async function refresh(first) {
  try {
    await inTurn(async (wanted) => {
      const session = await persist(() => alone(first ? resume : current), wanted);
      if (wanted()) adopt(session);
    });
    return true;
  } catch (error) {
    fail("This chat can't be used now.", error);
    return false;
  }
}

/** @type {AcquireIO["loginVisitor"]} */
export function loginVisitor(userHash, userDetails) {
  const turn = inTurn(async (wanted) => {
    let session;
    try {
      const body = written({ user_hash: userHash, userDetails });
      // Whoever this page says it is, it isn't somebody else.
      const visitor = state.person?.session?.visitor;
      if (visitor && written(sorted(visitor)) !== written(sorted(userDetails))) hide();
      session = await persist(() => alone(() => ask("POST", "/login", body)), wanted);
    } catch (error) {
      // Nor is it anybody as long as that can't be proved.
      if (wanted()) await endSession(wanted, false).catch(hide);
      throw error;
    }
    if (!wanted()) throw failure("superseded", "Logged out.");
    state.notice = "";
    return take(session, true);
  });
  return reported(turn, "We could not check who you are. Nobody is logged in.", "rejected");
}

/** @type {AcquireIO["logoutVisitor"]} */
export function logoutVisitor() {
  logouts++;
  leave();
  wake();
  return reported(inTurn((wanted) => endSession(wanted, true)), "Logging out failed.");
}

/**
 * @param {() => boolean} wanted
 * @param {boolean} asked whether the page asked for it
 */
async function endSession(wanted, asked) {
  const session = await persist(() => alone(() => ask("POST", "/logout", "{}")), () => true);
  return wanted() ? take(session, asked) : session;
}

/**
 * Shows what came of a login or a logout.
 * @param {Session} session
 * @param {boolean} asked
 */
function take(session, asked) {
  const before = state.person;
  state.hidden = false;
  const changed = adopt(session);
  if (asked && !(changed && before)) announce(session);
  if (changed) state.tell("who");
  return copyOf(session);
}

/**
 * Shows and reports what failed, also if the page doesn't look at the promise: the snippet can't.
 * @param {Promise<Session>} turn
 * @param {string} notice
 * @param {"rejected"} [event]
 */
function reported(turn, notice, event) {
  turn.catch((error) => {
    fail(notice, error);
    if (event) emit(event, error);
  });
  return turn;
}

/**
 * @param {string} notice
 * @param {unknown} error
 */
export function fail(notice, error) {
  if (codeOf(error) === "superseded") return;
  state.notice = notice;
  console.warn("userhash:", error);
  state.draw();
}

/** @param {unknown} value */
function written(value) {
  try {
    return JSON.stringify(value);
  } catch {
    throw failure("malformed_details", "The details are no JSON.");
  }
}
