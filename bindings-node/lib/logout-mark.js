'use strict';

// A logout usually destroys the session, so what remembers it until the next page is a cookie of its
// own. It says nothing about anybody, and who forges it logs out nobody but themselves.

const SENT = /(?:^|;)\s*userhash_logout=1\s*(?:;|$)/;

/** How long a logout waits for a page that tells the widget, in seconds. */
const MAX_AGE = 3600;

/**
 * Whether a request comes from a browser that has yet to be told of a logout.
 *
 * @param {import('node:http').IncomingMessage} request
 * @returns {boolean}
 */
function isMarked(request) {
  return SENT.test(request.headers.cookie ?? '');
}

/**
 * The `Set-Cookie` that remembers a logout.
 *
 * @param {boolean} secure Whether the request came by HTTPS.
 * @returns {string}
 */
function mark(secure) {
  return cookie('1', MAX_AGE, secure);
}

/**
 * The `Set-Cookie` that forgets it.
 *
 * @param {boolean} secure
 * @returns {string}
 */
function unmark(secure) {
  return cookie('', 0, secure);
}

/** @type {(value: string, maxAge: number, secure: boolean) => string} */
function cookie(value, maxAge, secure) {
  const attributes = `Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `userhash_logout=${value}; ${attributes}`;
}

exports.isMarked = isMarked;
exports.mark = mark;
exports.unmark = unmark;
