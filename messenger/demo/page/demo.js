// The demo page: tabs with code, the app of each in a frame, and the messenger's verdicts as they come.

import { rendered } from "./code.js";

const byId = (id) => document.getElementById(id);
const actions = document.querySelectorAll("[data-action]");
const TITLES = {};
const REASONS = {
  matched_current: "The hash is this user’s, made with the app’s key",
  matched_previous: "The hash is this user’s, made with a previous key of the app",
  mismatch: "The hash is well formed, but not this user’s",
  malformed_hash: "What was sent is no user hash: that has 64 hexadecimal digits",
  missing_hash: "There was no hash",
  missing_user: "There was a hash, but no user",
  empty_user: "There was a hash, but no user",
};
const TOLD = {
  verified: "verified",
  rejected: "not_verified",
  loggedout: "guest",
};

/** @param {string} name @param {string} className @param {...(string | Node)} children */
function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

// Tabs

let tabs = [];
let current = null;

async function start() {
  tabs = await (await fetch("/demo/tabs")).json();
  const list = document.querySelector(".tabs");
  for (const tab of tabs) {
    TITLES[tab.app] = tab.title;
    tab.button = element("button", "", tab.title);
    tab.button.id = `tab-${tab.app}`;
    tab.button.setAttribute("role", "tab");
    tab.button.setAttribute("aria-controls", "tab-code tab-app");
    tab.button.onclick = () => show(tab);
    list.append(tab.button);
  }
  list.onkeydown = ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
    show(next);
    next.button.focus();
  };
  addEventListener("hashchange", () => show(named(location.hash.slice(1))));
  show(named(location.hash.slice(1)));
  listen();
}

const named = (app) => tabs.find((tab) => tab.app === app) ?? tabs[0];

function show(tab) {
  if (tab === current) return;
  current = tab;
  history.replaceState(null, "", `#${tab.app}`);
  for (const { button } of tabs) {
    button.setAttribute("aria-selected", String(button === tab.button));
    button.tabIndex = button === tab.button ? 0 : -1;
  }
  for (const id of ["tab-code", "tab-app"]) byId(id).setAttribute("aria-labelledby", tab.button.id);
  tab.button.scrollIntoView({ block: "nearest", inline: "nearest" });
  byId("file").replaceChildren(...tab.files.map(({ name }) => element("option", "", `examples/${tab.app}/${name}`)));
  byId("file").disabled = tab.files.length < 2;
  showFile();
  showApp();
}

function showFile() {
  const file = current.files[byId("file").selectedIndex];
  byId("code").replaceChildren(element("div", "lines", file ? rendered(file.text) : "This example is not there."));
  byId("code").scrollTop = densest([...byId("code").querySelectorAll(".line")]);
}
byId("file").onchange = showFile;

/** Where to scroll to: the first view full of lines of which many concern the user hash. */
function densest(lines) {
  const view = Math.floor(byId("code").clientHeight / (lines[0]?.offsetHeight || 20)) - 1;
  if (lines.length <= view) return 0;
  const ours = lines.map((line) => line.classList.contains("ours"));
  const count = (from) => ours.slice(from, from + view).filter(Boolean).length;
  const most = Math.max(...lines.map((_, from) => count(from)));
  let first = lines.findIndex((_, from) => count(from) >= 0.75 * most);
  while (first < lines.length - 1 && !ours[first]) first++;
  return lines[Math.max(0, first - 2)].offsetTop - lines[0].offsetTop;
}

// Apps in their frames

function showApp() {
  const { app, address } = current;
  if (address && !current.frame) {
    current.frame = element("iframe", "");
    current.frame.src = address;
    current.frame.title = `The ${current.title} app`;
    byId("frames").append(current.frame);
  }
  for (const { frame } of tabs) if (frame) frame.hidden = frame !== current.frame;
  byId("frames").querySelector(".none")?.remove();
  if (!address) byId("frames").append(element("p", "none", `The example app “${app}” was not started.`));
  byId("address").textContent = address ?? "";
  for (const button of actions) button.setAttribute("aria-disabled", String(!current.ready));
  tell();
}

function tell() {
  byId("told").textContent = current.told ? `The browser heard: ${current.told}` : "";
  byId("told").className = `told ${current.told ?? ""}`;
}

addEventListener("message", ({ source, origin, data }) => {
  const tab = tabs.find(({ frame, address }) => frame?.contentWindow === source && address === origin);
  if (!tab || !data?.userhash) return;
  tab.ready = true;
  tab.told = TOLD[data.userhash] ?? tab.told;
  if (tab === current) showApp();
});

for (const button of actions) {
  button.onclick = () => {
    const { frame, address, ready } = current;
    if (!ready) return;
    // Until the widget reports, on this page or on the next one, nobody is there to hear more.
    current.ready = false;
    showApp();
    frame.contentWindow.postMessage({ userhash: button.dataset.action, email: button.dataset.email }, address);
  };
}

// The feed

async function listen() {
  for (let after = 0, failures = 0; ;) {
    try {
      const lines = await (await fetch(`/demo/feed?after=${after}`)).json();
      failures = 0;
      for (const line of lines) {
        after = Math.max(after, line.id);
        byId("feed").prepend(row(line));
      }
      byId("quiet").hidden = byId("feed").childElementCount > 0;
    } catch {
      byId("quiet").hidden = false;
      byId("quiet").textContent = "The messenger can’t be reached. Trying again…";
      await new Promise((resolve) => setTimeout(resolve, Math.min(30000, 500 * 2 ** failures++)));
    }
  }
}

const BADGES = { verified: "✓ verified", invalid: "✕ invalid", missing: "? missing", partial: "? partial", loggedout: "← logged out" };

function row({ app, verdict, reason, identity, admitted, key, at }) {
  const time = element("time", "", new Date(at).toLocaleTimeString([], { hour12: false }));
  const badge = element("span", `badge ${verdict}`, BADGES[verdict] ?? verdict);
  const what = element("span", "what");
  if (verdict === "loggedout") what.append("The visitor’s session has ended. The guest’s is back as it was.");
  else {
    const who = element("strong", "", identity ?? "nobody");
    what.append(verdict === "verified" ? "" : "Claimed to be ", who, ". ", REASONS[reason] ?? reason, ". ",
      admitted ? "Let in." : "Refused.");
  }
  const detail = element("span", "detail");
  if (reason) detail.append(element("code", "", reason), " key ", element("code", "", key));
  return element("li", "", time, element("span", "app-name", TITLES[app] ?? app), badge, what, detail);
}

start();
