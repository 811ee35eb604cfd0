'use strict';

const { headers } = require('./page.js');

/** @typedef {import('node:http').ServerResponse} ServerResponse */

/**
 * What a response is given besides, when its headers are about to be written.
 *
 * @typedef {object} Additions
 * @property {boolean} carriesHash Whether `headers()` are to be merged in.
 * @property {string} [cookie] A `Set-Cookie` of its own.
 */

/**
 * Asks for additions to the headers of a response when these are about to be written.
 *
 * Every way of answering ends in `writeHead`: `write`, `end` and `flushHeaders` call it if the
 * application didn't. Headers that were set when the page was rendered could still be replaced
 * afterwards, by the application, by Express, or by the arguments of `writeHead` itself. The first to
 * put itself in front of `writeHead` is the last to be asked, so that what compression or sessions
 * add is there by then.
 *
 * @param {ServerResponse} response
 * @param {(status: number) => Additions | undefined} additionsTo For `undefined`, the response is
 *   written as if nobody had asked.
 */
function beforeHeaders(response, additionsTo) {
  const { writeHead } = response;
  /** @type {(this: ServerResponse, ...given: any[]) => ServerResponse} */
  function writeHeadWithAdditions(...given) {
    const [status, reason, last] = given;
    const additions = additionsTo(status);
    if (additions === undefined) return writeHead.apply(this, /** @type {any} */ (given));
    const named = typeof reason === 'string';
    setAll(this, last ?? (named ? undefined : reason));
    if (additions.carriesHash) merge(this);
    if (additions.cookie !== undefined) setCookie(this, additions.cookie);
    // Without the headers, which are set.
    const kept = named ? [status, reason] : [status];
    return writeHead.apply(this, /** @type {any} */ (kept));
  }
  response.writeHead = writeHeadWithAdditions;
}

/**
 * Sets the headers that `writeHead` was called with, in any of the forms that it takes.
 *
 * @param {ServerResponse} response
 * @param {unknown} given
 */
function setAll(response, given) {
  if (!Array.isArray(given)) {
    for (const [name, value] of Object.entries(given ?? {})) response.setHeader(name, value);
    return;
  }
  // Names and values in turns, or in pairs; a name may stand there several times.
  const flat = given.flat(Array.isArray(given[0]) ? 1 : 0);
  const names = flat.filter((_, index) => index % 2 === 0);
  for (const name of names) response.removeHeader(name);
  names.forEach((name, index) => response.appendHeader(name, flat[2 * index + 1]));
}

/**
 * Adds a cookie to those that are set, in place of one of the same name: what failed to be written,
 * and is written again, sets it once.
 *
 * @param {ServerResponse} response
 * @param {string} cookie
 */
function setCookie(response, cookie) {
  const name = cookie.slice(0, cookie.indexOf('=') + 1);
  const present = [response.getHeader('Set-Cookie') ?? []].flat().map(String);
  response.setHeader('Set-Cookie', [...present.filter((other) => !other.startsWith(name)), cookie]);
}

/**
 * Merges the headers of a response that carries a user hash into those it has.
 *
 * @param {ServerResponse} response
 */
function merge(response) {
  for (const [name, value] of Object.entries(headers())) {
    response.setHeader(name, name === 'Vary' ? varying(response.getHeader(name), value) : value);
  }
}

/**
 * A `Vary` (RFC 9110, section 12.5.5) with one more field, unless that is there or goes without saying.
 *
 * @param {number | string | string[] | undefined} present
 * @param {string} field
 * @returns {string}
 */
function varying(present, field) {
  const fields = [present ?? []].flat().join().split(',').map((name) => name.trim()).filter(Boolean);
  const covered = fields.some((name) => name === '*' || name.toLowerCase() === field.toLowerCase());
  return (covered ? fields : [...fields, field]).join(', ');
}

exports.beforeHeaders = beforeHeaders;
