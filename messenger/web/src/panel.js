// What the visitor sees: a bubble, and the conversation that it opens.

import { connection } from "./request.js";
import { on } from "./events.js";
import { send, sendAgain } from "./outbox.js";
import { state } from "./session.js";

/** @typedef {import("./session.js").Person} Person */
/** @typedef {import("./session.js").Unsent} Unsent */

/**
 * An element. Text of visitors only ever becomes text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string>} [attributes]
 * @param {...(string | Node)} children
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (attributes.id) made.setAttribute("part", attributes.id);
  made.append(...children);
  return made;
}

/** @param {string} d of a path on a grid of 24 */
function icon(d) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS(svg.namespaceURI, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", d);
  svg.append(path);
  return svg;
}

const host = document.createElement("userhash-messenger");
const name = element("strong");
const mail = element("small");
const mark = element("span", { id: "mark" });
const who = element("div", { id: "who" }, name, mail);
const closer = element("button", { id: "close", "aria-label": "Close the chat" },
  icon("M6 6l12 12M18 6L6 18"));
const messages = element("ol", { id: "messages", role: "log", "aria-label": "Messages", tabindex: "0" });
const status = element("p", { id: "status", role: "status" });
const text = element("textarea", {
  id: "text", rows: "1", maxlength: "4000", "aria-label": "Your message", placeholder: "Write a message…",
});
const submit = element("button", { id: "send", "aria-label": "Send" }, icon("M4 12h15M13 6l6 6-6 6"));
const form = element("form", {}, text, submit);
const panel = element("section", { id: "panel", role: "dialog", "aria-label": "Chat", hidden: "" },
  element("header", {}, who, mark, closer), messages, status, form);
const bubble = element("button", { id: "bubble", "aria-controls": "panel" },
  icon("M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z"));

/** Whose conversation the panel shows, and the rows of it. */
let shown = /** @type {Person | null} */ (null);
/** @type {Map<number | Unsent, HTMLElement>} */
const rows = new Map();
/** @type {HTMLElement | null} */
let focused = null;

export const isOpen = () => !panel.hidden;

export function open() {
  if (isOpen()) return;
  const active = document.activeElement;
  focused = active instanceof HTMLElement && active !== host ? active : bubble;
  panel.hidden = false;
  draw();
  // A page or frame where nobody is doesn't take the focus away from where somebody is.
  if (document.hasFocus()) text.focus();
  messages.scrollTop = messages.scrollHeight;
}

export function close() {
  if (!isOpen()) return;
  const inside = document.activeElement === host;
  panel.hidden = true;
  draw();
  if (inside) (focused?.isConnected ? focused : bubble).focus();
  focused = null;
}

/** Says what is; called after every change. */
function draw() {
  const undecided = state.veils && !state.person?.session?.visitor;
  const person = state.hidden || undecided ? null : state.person;
  if (person !== shown) {
    if (shown) shown.draft = text.value;
    shown = person;
    text.value = person?.draft ?? "";
    rows.clear();
    messages.replaceChildren();
  }
  drawWho(person?.session ?? null);
  drawMessages(person);
  const problem = connection.lost
    ? (navigator.onLine ? "The chat can't be reached. Trying again…" : "You are offline. Trying again…")
    : state.notice;
  say(status, problem || (person ? "" : "One moment…"));
  status.classList.toggle("bad", !!problem);
  bubble.classList.toggle("bad", !!problem);
  bubble.setAttribute("aria-expanded", String(isOpen()));
  bubble.setAttribute("aria-label", `${isOpen() ? "Close" : "Open"} the chat${problem && `. ${problem}`}`);
  // Not disabled: that would take the focus away from whoever is writing.
  text.readOnly = !person;
  submit.setAttribute("aria-disabled", String(!person));
}

/** @param {Session | null} session */
function drawWho(session) {
  const { name: called, email } = session?.visitor ?? {};
  const [first, second] = [called, email].filter((part) => typeof part === "string" && part);
  say(name, session ? (session.state === "guest" ? "Guest" : String(first ?? "Visitor")) : "");
  say(mail, second ? ` ${second}` : "");
  const verified = session?.verdict === "verified";
  say(mark, session?.verdict ? (verified ? "✓ Verified" : "Not verified") : "");
  mark.classList.toggle("bad", !verified);
}

/** @param {Person | null} person */
function drawMessages(person) {
  const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  for (const [key, row] of rows) {
    if (typeof key === "number" || !key.id) continue;
    // Delivered: the row stays, so that nobody hears it read out twice.
    rows.delete(key);
    if (rows.has(key.id)) row.remove();
    else rows.set(key.id, row);
  }
  /** @type {(Message | Unsent)[]} */
  const lines = [...(person?.session?.messages ?? []), ...(person?.unsent ?? [])];
  const kept = new Set(lines.map(keyOf));
  for (const [key, row] of rows) {
    if (kept.has(key)) continue;
    rows.delete(key);
    row.remove();
  }
  lines.forEach((line, at) => {
    const row = rows.get(keyOf(line)) ?? newRow(line);
    rows.set(keyOf(line), row);
    if (messages.children[at] !== row) messages.insertBefore(row, messages.children[at] ?? null);
    const [, note, again] = row.children;
    if ("at" in line) {
      const clock = new Date(line.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      say(note, `${line.from === "team" ? "Team" : "You"} · ${clock}`);
    } else say(note, line.refused === undefined ? "Sending…" : `Not sent: ${line.refused}`);
    if (again instanceof HTMLElement) again.hidden = "at" in line || line.refused === undefined;
  });
  if (atEnd) messages.scrollTop = messages.scrollHeight;
}

/** @param {Message | Unsent} line */
const keyOf = (line) => ("at" in line ? line.id : line);

/** @param {Message | Unsent} line */
function newRow(line) {
  const mine = !("at" in line) || line.from !== "team";
  const row = element("li", { class: mine ? "mine" : "team" }, element("p", {}, line.text), element("small"));
  if ("at" in line) return row;
  const again = element("button", { hidden: "" }, "Try again");
  again.onclick = () => sendAgain(line);
  row.append(again);
  return row;
}

/**
 * Only changes are written, for they are read out.
 * @param {Element} where
 * @param {string} words
 */
function say(where, words) {
  if (where.textContent !== words) where.textContent = words;
}

function submitText() {
  if (send(text.value)) text.value = "";
  messages.scrollTop = messages.scrollHeight;
  text.focus();
}

/** Puts the bubble on the page. */
export function place() {
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(panel, bubble);
  host.lang = "en";
  bubble.onclick = () => (isOpen() ? close() : open());
  closer.onclick = close;
  form.onsubmit = (event) => {
    event.preventDefault();
    submitText();
  };
  panel.onkeydown = (event) => {
    // What is typed here is none of the page's shortcuts.
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.target !== text || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submitText();
  };
  state.draw = draw;
  on("offline", draw);
  on("online", draw);
  // The body may not be there yet.
  if (document.body) document.body.append(host);
  else addEventListener("DOMContentLoaded", () => document.body.append(host));
  draw();
}
