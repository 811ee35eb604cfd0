// Where this script came from: that is the messenger, and its tag names the app.

const tag = document.currentScript;
if (!(tag instanceof HTMLScriptElement) || !tag.dataset.app) {
  throw new Error('Load this file with <script src="…/widget.js" data-app="…">');
}
const origin = new URL(tag.src).origin;

export const api = `${origin}/v1/apps/${encodeURIComponent(tag.dataset.app)}`;

/** What the tabs of one site have in common: the channel they talk on, and the lock they take turns by. */
export const shared = `userhash:${origin}:${tag.dataset.app}`;
