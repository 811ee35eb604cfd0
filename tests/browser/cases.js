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

/** A payload in every place that a caller fills in: the details, and the options if there are any. */
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
const withLoader = (tag, nonce) => `${tag}<script nonce="${nonce}" src="/loader.js"></script>`;
const pushed = (visitor, details) => [
  ['push', { user_hash: visitor.userHash, userDetails: details }],
];

/** The ways onto a page: what to put there, the text of its scripts, what the widget is told. */
const RENDERINGS = {
  script: (visitor, details, nonce) => ({
    html: visitor.scriptTag({ nonce }),
    scripts: [visitor.script()],
    told: pushed(visitor, details),
  }),
  data: (visitor, details, nonce) => ({
    html: withLoader(visitor.dataTag(), nonce),
    scripts: [visitor.toJson(), ''],
    told: pushed(visitor, details),
  }),
  login: (visitor, details, nonce) => ({
    html: script(visitor.loginCall(), nonce),
    scripts: [visitor.loginCall()],
    told: [['login', visitor.userHash, details]],
  }),
  switch: (visitor, details, nonce) => ({
    html: script(visitor.switchCall(), nonce),
    scripts: [visitor.switchCall()],
    told: [['logout'], ['login', visitor.userHash, details]],
  }),
};

/** The same for a logout, which has no details. */
const LOGOUTS = {
  logout: (visitor, details, nonce) => ({
    html: logoutScriptTag({ nonce }),
    scripts: [logoutCall()],
    told: [['logout']],
  }),
  'logout data': (visitor, details, nonce) => ({
    html: withLoader(logoutDataTag(), nonce),
    scripts: ['null', ''],
    told: [['logout']],
  }),
};

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
 * @property {string} body The page.
 * @property {string} nonce What its policy allows.
 * @property {string[]} scripts The text of the tags' scripts.
 * @property {unknown[][]} told What reaches the widget.
 */

/** A page with these renderings one after the other. */
function made(name, renderings, visitor, details, nonce = NONCE) {
  const all = { ...RENDERINGS, ...LOGOUTS };
  const parts = renderings.map((rendering) => all[rendering](visitor, details, nonce));
  return {
    name,
    renderings,
    nonce,
    body: page(parts.map(({ html }) => html).join('\n')),
    scripts: parts.flatMap(({ scripts }) => scripts),
    told: parts.flatMap(({ told }) => told),
  };
}

/** The page with benign details: all others with these renderings must have its shape. */
function benign(renderings) {
  const details = { email: USER, name: 'Jane' };
  return made(`benign: ${renderings}`, renderings, key.visitor(details), details);
}

/** @returns {{cases: Case[], refused: string[]}} */
function injections() {
  const cases = [];
  const refused = [];
  for (const payload of payloads) {
    for (const [slot, fill] of Object.entries(SLOTS)) {
      const [details, options] = fill(payload);
      const { value: visitor, code } = attempt(() => key.visitor(details, options));
      if (code) {
        refused.push(`${payload} as ${slot}: ${code}`);
        continue;
      }
      const name = `${JSON.stringify(payload)} as ${slot}`;
      cases.push(made(name, Object.keys(RENDERINGS), visitor, details));
    }
  }
  return { cases, refused };
}

/** @returns {{cases: Case[], refused: string[]}} */
function nonces() {
  const cases = [];
  const refused = [];
  const details = { email: USER };
  const visitor = key.visitor(details);
  for (const payload of payloads) {
    const name = `${JSON.stringify(payload)} as nonce`;
    for (const rendering of ['script', 'logout']) {
      const { value, code } = attempt(() => made(name, [rendering], visitor, details, payload));
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
