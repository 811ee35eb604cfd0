// `window.acquire`: what pages push before and after this script has loaded.

import { codeOf, connection } from "./request.js";
import { loginVisitor, settled } from "./session.js";
import { on } from "./events.js";

/** @type {Pushed[]} */
const pushed = Array.isArray(window.acquire) ? window.acquire.splice(0) : [];
let working = false;

/**
 * Works on one after the other. What waits for a lost connection holds up nothing: the requests
 * behind it keep their turn, and a logout forgets the visitor without one.
 * @param {AcquireIO} acquireIO
 */
export async function workOff(acquireIO) {
  if (working) return;
  working = true;
  while (pushed.length) {
    const done = begin(/** @type {Pushed} */ (pushed.shift()), acquireIO);
    let end = () => {};
    const lost = new Promise((resolve) => (end = on("offline", resolve)));
    if (!connection.lost) await Promise.race([done, lost]);
    end();
  }
  working = false;
}

/**
 * @param {Pushed} item
 * @param {AcquireIO} acquireIO
 */
async function begin(item, acquireIO) {
  try {
    if (typeof item === "function") await item(acquireIO);
    else await loginVisitor(/** @type {any} */ (item)?.user_hash, /** @type {any} */ (item)?.userDetails);
    await settled();
  } catch (error) {
    // What became of a login or logout has been shown and told already.
    if (!codeOf(error)) reportError(error);
  }
}

/** @param {AcquireIO} acquireIO */
export function serve(acquireIO) {
  window.acquire = {
    push(...items) {
      pushed.push(...items);
      void workOff(acquireIO);
      return pushed.length;
    },
  };
  return pushed.length > 0;
}
