// Puts everything together, and what pages may use on `window`.

import { copyOf, on } from "./events.js";
import { loginVisitor, logoutVisitor, refresh, state, veiled } from "./session.js";
import { serve, workOff } from "./queue.js";
import { close, open, place } from "./panel.js";
import { watch } from "./tabs.js";

/** @type {AcquireIO} */
const acquireIO = Object.freeze({
  loginVisitor,
  logoutVisitor,
  on,
  get session() {
    return copyOf(state.hidden || !state.person ? null : state.person.session);
  },
  open,
  close,
});

place();
watch();
const waiting = serve(acquireIO);
window.acquireIO = acquireIO;
void veiled(async () => {
  const first = refresh(true);
  // Whoever the cookies name is shown only if the page has nothing to say about that.
  if (waiting) await workOff(acquireIO);
  return first;
});
