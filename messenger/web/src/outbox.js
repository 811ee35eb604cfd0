// What the visitor writes: kept until the messenger has it, and for nobody but who wrote it.

import { adopt, current, fail, inTurn, state } from "./session.js";
import { alone, ask, codeOf, pause } from "./request.js";

/** @typedef {import("./session.js").Person} Person */
/** @typedef {import("./session.js").Unsent} Unsent */

/** @param {string} text */
export function send(text) {
  const { person, hidden } = state;
  if (!person || hidden || !text.trim()) return false;
  person.unsent.push({ text });
  state.notice = "";
  state.draw();
  deliver(person);
  return true;
}

/** @param {Unsent} entry */
export function sendAgain(entry) {
  entry.refused = undefined;
  state.draw();
  if (state.person) deliver(state.person);
}

/**
 * Sends what is unsent, one after the other, as long as this is the person who is here.
 * @param {Person} person
 */
export async function deliver(person) {
  if (person.sending) return;
  person.sending = true;
  for (let tries = 0; person === state.person; ) {
    const entry = person.unsent.find((unsent) => unsent.refused === undefined);
    if (!entry) break;
    try {
      await inTurn(() => alone(() => post(person, entry)));
      tries = 0;
    } catch (error) {
      if (["unreachable", "no_session"].includes(codeOf(error))) {
        state.draw();
        await pause(tries++);
      } else {
        entry.refused = error instanceof Error ? error.message : "";
        fail("A message was not sent.", error);
      }
    }
  }
  person.sending = false;
}
state.deliver = deliver;

/**
 * Asks who is logged in right before it sends: the cookies may be somebody else's by now. A first
 * try that seemed to fail may have arrived nevertheless; that shows in the conversation.
 * @param {Person} person
 * @param {Unsent} entry
 */
async function post(person, entry) {
  const now = await current();
  adopt(now);
  if (person !== state.person || !person.session) return;
  const { messages } = person.session;
  const arrived = entry.after !== undefined && messages.find(
    ({ id, from, text }) => id > Number(entry.after) && from === "visitor" && text === entry.text);
  entry.after ??= messages.at(-1)?.id ?? 0;
  /** @type {Message} */
  const message = arrived || await ask("POST", "/messages", JSON.stringify({ text: entry.text }));
  entry.id = message.id;
  person.unsent.splice(person.unsent.indexOf(entry), 1);
  if (!arrived) messages.push(message);
  state.draw();
  state.tell("said");
}
