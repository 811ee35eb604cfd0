// Asking the messenger, and knowing whether it can be reached.

import { api, shared } from "./place.js";
import { emit } from "./events.js";

/** How long an answer may take, and how long at most to wait between two tries, in milliseconds. */
const PATIENCE = 15000;
const LONGEST_PAUSE = 60000;

/**
 * Why nothing came of a call. `code` stays the same, the message is for people.
 * @param {string} code
 * @param {string} message
 */
export const failure = (code, message) => Object.assign(new Error(message), { name: "MessengerError", code });

/**
 * The code of a failure; of other errors there is none.
 * @param {any} error
 * @returns {string}
 */
export const codeOf = (error) => (error?.name === "MessengerError" ? error.code : "");

export const connection = { lost: false };

/** @param {boolean} lost */
function setLost(lost) {
  if (lost === connection.lost) return;
  connection.lost = lost;
  emit(lost ? "offline" : "online", undefined);
}

/**
 * One request, one answer. No answer, a server's failure and "too many requests" are all the same:
 * `unreachable`, which passes. Everything else that isn't a success is an error of the messenger's.
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {string} [body] JSON
 * @returns {Promise<any>}
 */
export async function ask(method, path, body) {
  let response, answer;
  try {
    response = await fetch(api + path, {
      method,
      body,
      headers: body ? { "Content-Type": "application/json" } : {},
      credentials: "include",
      cache: "no-store",
      // A logout is often the last thing that a page does.
      keepalive: path === "/logout",
      signal: AbortSignal.timeout(PATIENCE),
    });
    answer = await response.json();
    if (response.status >= 500 || response.status === 429) throw response.status;
  } catch {
    setLost(true);
    throw failure("unreachable", "No answer.");
  }
  setLost(false);
  if (response.ok) return answer;
  const { code = "refused", message = "Refused." } = answer?.error ?? {};
  throw failure(code, message);
}

/** @type {Set<() => void>} */
const sleepers = new Set();

/** Ends every pause: what waits looks again whether it is still wanted. */
export function wake() {
  for (const end of sleepers) end();
}
addEventListener("online", wake);

/**
 * Waits, longer from try to try, and not in step with everybody else.
 * @param {number} tries
 */
export async function pause(tries) {
  const longest = Math.min(1000 * 2 ** tries, LONGEST_PAUSE);
  /** @type {() => void} */
  let end = () => {};
  await new Promise((resolve) => {
    end = () => resolve(undefined);
    sleepers.add(end);
    setTimeout(end, longest * (0.5 + Math.random() / 2));
  });
  sleepers.delete(end);
}

/**
 * Does what may be done twice until the messenger answers, or until nobody wants it any more.
 * @template T
 * @param {() => Promise<T>} work
 * @param {() => boolean} wanted
 */
export async function persist(work, wanted) {
  for (let tries = 0; ; tries++) {
    if (!wanted()) throw failure("superseded", "Logged out.");
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) !== "unreachable") throw error;
    }
    await pause(tries);
  }
}

/**
 * Lets no other tab of this site change who is logged in meanwhile.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function alone(work) {
  // Pages that aren't secure contexts have no locks.
  return /** @type {Promise<any>} */ (navigator.locks ? navigator.locks.request(shared, work) : work());
}
