'use strict';

// Every payload in every slot of every rendering: pages to load, and what has to come out of them.

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const {
  SecretKey,
  UserhashError,
  logoutCall,
  logoutDataTag,
  logoutScriptTag,
} = require('../../bindings-node');

const vectors = JSON.parse(
  readFileSync(join(__dirname, '..', 'vectors', 'injections.json'), 'utf8'),
);
// As a key, the last one is refused: scripts take it for an instruction.
const payloads = [...vectors.payloads, '__proto__'];
const key = new SecretKey('correct horse battery staple');
const USER = 'customer@example.com';
const NONCE = 'bm9uY2U=';

/** A payload in every place that a caller fills in: the details, and options if there are any. */
const SLOTS = {
  identity: (payload) => [{ email: payload }],
  value: (payload) => [{ email: USER, name: payload, phone: payload, remarks: payload }],
  key: (payload) => [{ email: USER, [payload]: 'value' }],
  'key and value': (payload) => [{ [payload]: payload, email: USER }],
  nested: (payload) => [{ email: USER, company: { [payload]: [payload, { x: payload }] } }],
  list: (payload) => [{ email: USER, tags: [payload, [payload], 1.5, null, true] }],
  'identity field': (payload) => [{ [payload]: USER }, { identity: payload }],
};

const script = (text, nonce) => `<script nonce="${nonce}">${text}</script>`;
const loaderTag = (nonce) => `<script nonce="${nonce}" src="/loader.js"></script>`;
const pushed = (visitor, details) => [
  ['push', { user_hash: visitor.userHash, userDetails: details }],
];

/** The ways onto a page: what to put there, the text of its script, what the widget is told. */
const RENDERINGS = {
  script: (visitor, details, nonce) => ({
    html: visitor.scriptTag({ nonce }),
    script: visitor.script(),
    told: pushed(visitor, details),
  }),
  login: (visitor, details, nonce) => ({
    html: script(visitor.loginCall(), nonce),
    script: visitor.loginCall(),
    told: [['login', visitor.userHash, details]],
  }),
  switch: (visitor, details, nonce) => ({
    html: script(visitor.switchCall(), nonce),
    script: visitor.switchCall(),
    told: [['logout'], ['login', visitor.userHash, details]],
  }),
  logout: (visitor, details, nonce) => ({
    html: logoutScriptTag({ nonce }),
    script: logoutCall(),
    told: [['logout']],
  }),
  data: (visitor, details) => ({
    html: visitor.dataTag(),
    script: visitor.toJson(),
    told: pushed(visitor, details),
  }),
  'logout data': () => ({ html: logoutDataTag(), script: 'null', told: [['logout']] }),
};

/** Scripts and data tags have pages of their own: all data is read by one loader, after it. */
const SCRIPTS = ['script', 'login', 'switch', 'logout'];
const DATA = ['data', 'logout data'];

/** The page around a tag. What breaks out of the tag changes its shape. */
function page(html) {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>page</title>' +
    `${html}</head><body><p id="after">after</p></body></html>`
  );
}

/** The code of the error that a call is refused with, or what it returns. */
function attempt(call) {
  try {
    return { value: call() };
  } catch (error) {
    if (error instanceof UserhashError) {
      return { code: error.code };
    }
    throw error;
  }
}

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string[]} renderings
 * @property {number} visitors How many there are, each in all renderings.
 * @property {string} body The page.
 * @property {string} nonce What its policy allows.
 * @property {string[]} scripts Their text.
 * @property {unknown[][]} told What reaches the widget.
 */

/** A page with all these renderings of all these visitors. */
function made(name, renderings, visitors, nonce = NONCE) {
  const parts = visitors.flatMap(([visitor, details]) =>
    renderings.map((rendering) => RENDERINGS[rendering](visitor, details, nonce)),
  );
  if (renderings === DATA) {
    parts.push({ html: loaderTag(nonce), script: '', told: [] });
  }
  return {
    name: `${name} in ${renderings}`,
    renderings,
    visitors: visitors.length,
    nonce,
    body: page(parts.map(({ html }) => html).join('\n')),
    scripts: parts.map(({ script: text }) => text),
    told: parts.flatMap(({ told }) => told),
  };
}

/** The page with benign details: all others of this kind must have its shape. */
function benign({ renderings, visitors }) {
  const details = { email: USER, name: 'Jane' };
  const visitor = key.visitor(details);
  return made('benign', renderings, Array(visitors).fill([visitor, details]));
}

/** For each payload, the pages that have it in every slot of every rendering. */
function injections() {
  const cases = [];
  const refused = [];
  for (const payload of payloads) {
    const visitors = [];
    for (const [slot, fill] of Object.entries(SLOTS)) {
      const [details, options] = fill(payload);
      const { value: visitor, code } = attempt(() => key.visitor(details, options));
      if (code) {
        refused.push(`${payload} as ${slot}: ${code}`);
      } else {
        visitors.push([visitor, details]);
      }
    }
    cases.push(made(JSON.stringify(payload), SCRIPTS, visitors));
    cases.push(made(JSON.stringify(payload), DATA, visitors));
  }
  return { cases, refused };
}

/** For each payload, the tags that have it as their nonce. */
function nonces() {
  const cases = [];
  const refused = [];
  const details = { email: USER };
  const visitors = [[key.visitor(details), details]];
  for (const payload of payloads) {
    const name = `${JSON.stringify(payload)} as nonce`;
    for (const rendering of ['script', 'logout']) {
      const { value, code } = attempt(() => made(name, [rendering], visitors, payload));
      if (code) {
        refused.push(`${payload} as nonce of ${rendering}: ${code}`);
      } else {
        cases.push(value);
      }
    }
  }
  return { cases, refused };
}

module.exports = { NONCE, benign, injections, nonces, page, payloads };
