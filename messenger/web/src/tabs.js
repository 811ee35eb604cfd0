// Other tabs of this site, and pages that come back: what they show must be true now.

import { hide, refresh, state, veiled } from "./session.js";
import { isOpen } from "./panel.js";
import { shared } from "./place.js";

/** How often an open panel looks for an answer, in milliseconds. */
const INTERVAL = 15000;

/** @type {BroadcastChannel | null} */
let channel = null;

/** Says only that something happened. Whoever hears it asks the messenger what. */
state.tell = (news) => channel?.postMessage(news);

function listen() {
  channel = new BroadcastChannel(shared);
  channel.onmessage = ({ data }) => void (data === "who" ? veiled(refresh) : refresh());
}

export function watch() {
  listen();
  addEventListener("pagehide", (event) => {
    channel?.close();
    channel = null;
    // A page that is kept comes back as it was left, perhaps to somebody else.
    if (event.persisted) hide();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    listen();
    void veiled(refresh);
  });
  // Tabs of other sites that talk to the same messenger share the cookies, but no channel.
  document.addEventListener("visibilitychange", () => void (document.hidden || refresh()));
  addEventListener("online", () => void refresh());
  setInterval(() => void (isOpen() && !document.hidden && refresh()), INTERVAL);
}
