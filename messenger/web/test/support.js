// A real Chromium, a site with pages, and a messenger in memory, for each test anew.

import { chromium } from "playwright-core";
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { after } from "node:test";
import { Fake } from "./fake.js";
import { WIDGET } from "../build.mjs";

const executablePath = process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

let browser;

/** The browser of all tests of a file. */
export async function chrome() {
  browser ??= await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update"],
    // Pages that come back from the cache are among what is tested.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  return browser;
}
after(() => browser?.close());

export const ADA = { email: "ada@example.com", name: "Ada Lovelace" };
export const GRACE = { email: "grace@example.com", name: "Grace Hopper" };

/** What a page of the site pushes before the widget's script is there. */
export const push = (hash, details) =>
  `<script>window.acquire=window.acquire||[];acquire.push(${JSON.stringify({ user_hash: hash, userDetails: details })})</script>`;
export const LOGOUT =
  "<script>window.acquire=window.acquire||[];acquire.push(function(){acquireIO.logoutVisitor();})</script>";

/** A site with its messenger; `pages` are heads of pages by their paths. */
export async function site(t, options = {}) {
  const fake = await new Fake().listen();
  fake.widget = readFileSync(WIDGET, "utf8");
  const pages = { "/": "" };
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (options.csp) response.setHeader("Content-Security-Policy", options.csp.replaceAll("MESSENGER", fake.origin));
    const head = pages[request.url];
    if (head === undefined) return response.writeHead(404).end();
    const tag = `<script nonce="n" src="${fake.origin}/widget.js" data-app="shop" async></script>`;
    response.end(`<!doctype html><html lang="en"><title>Shop</title>${head}${tag}<h1>Shop</h1><button>Buy</button>`);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  const context = await (await chrome()).newContext(options.context);
  const errors = [];
  context.on("weberror", (error) => errors.push(String(error.error())));
  t.after(async () => {
    await context.close();
    server.close();
    server.closeAllConnections();
    fake.close();
  });
  const tab = async (path = "/") => {
    const page = await context.newPage();
    await page.goto(origin + path);
    return page;
  };
  return { fake, pages, origin, context, errors, tab };
}

/** Parts of the widget, and what is often done with them. */
export function widget(page) {
  const part = (id) => page.locator(`userhash-messenger #${id}`);
  return {
    part,
    who: part("who"),
    status: part("status"),
    lines: page.locator("userhash-messenger #messages li p"),
    async open() {
      await page.waitForFunction(() => window.acquireIO);
      await page.evaluate(() => window.acquireIO.open());
    },
    async write(text) {
      await part("text").fill(text);
      await part("text").press("Enter");
    },
    login: (hash, details) => page.evaluate(async ([hash, details]) => {
      try {
        return (await window.acquireIO.loginVisitor(hash, details)).state;
      } catch (error) {
        return error.code;
      }
    }, [hash, details]),
    logout: () => page.evaluate(async () => (await window.acquireIO.logoutVisitor()).state),
  };
}

/** Waits until a locator's text is this (or matches this). */
export async function shows(locator, text) {
  const expected = text instanceof RegExp ? text.source : text;
  for (let tries = 0; ; tries++) {
    const texts = await locator.allInnerTexts();
    const all = texts.join("\n").replace(/\s+/g, " ").trim();
    if (text instanceof RegExp ? text.test(all) : all === text) return;
    if (tries === 150) throw new Error(`shows ${JSON.stringify(all)}, not ${JSON.stringify(expected)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits for something to become true here, in the test. */
export async function until(condition, what = String(condition)) {
  for (let tries = 0; !condition(); tries++) {
    if (tries === 200) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A door that what the messenger answers has to go through. */
export function door() {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return { opened, open };
}
