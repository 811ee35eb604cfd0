'use strict';

// Visitors on pages that are served by node:http alone, or by a framework that stands on it.

const exchange = require('./exchange.js');
const { hostError } = require('./host-error.js');
const { KeyRing, SecretKey } = require('./index.js');

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

/**
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @template {ServerResponse} [Response=ServerResponse]
 * @typedef {import('./exchange.js').Settings<Request, Response>} Settings
 */

/**
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @template {ServerResponse} [Response=ServerResponse]
 * @typedef {import('./exchange.js').Exchange<Request, Response>} Exchange
 */

/**
 * Wires userhash into a server. What is returned is to be called for each request, before anything is
 * answered.
 *
 * @example
 * const visitors = userhash({ key, details: (request) => sessionOf(request).user });
 * http.createServer((request, response) => {
 *   const visitor = visitors(request, response);
 *   response.end(`<head>${visitor.tag({ nonce })}</head>`);
 * });
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @template {ServerResponse} [Response=ServerResponse]
 * @param {Settings<Request, Response>} settings
 * @returns {(request: Request, response: Response) => Exchange<Request, Response>}
 * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for settings of other types, when the server starts.
 */
function userhash(settings) {
  const kept = { ...settings };
  check(kept, 'key', 'an instance of SecretKey or KeyRing', isKey);
  check(kept, 'details', 'of type function', isFunction);
  check(kept, 'identity', 'of type string', (value) => isNone(value) || typeof value === 'string');
  check(kept, 'nonce', 'of type function', (value) => isNone(value) || isFunction(value));
  check(kept, 'secure', 'of type function', (value) => isNone(value) || isFunction(value));
  return (request, response) => new exchange.Exchange(request, response, kept);
}

/** @type {(value: unknown) => boolean} */
const isKey = (value) => value instanceof SecretKey || value instanceof KeyRing;
/** @type {(value: unknown) => boolean} */
const isFunction = (value) => typeof value === 'function';
/** @type {(value: unknown) => boolean} */
const isNone = (value) => value === undefined;

/**
 * Refuses a setting of a wrong type, in the words of Node's own errors; its value, which may be a
 * secret key, is left out.
 *
 * @param {object} settings
 * @param {string} name
 * @param {string} expected
 * @param {(value: unknown) => boolean} fits
 */
function check(settings, name, expected, fits) {
  const value = Reflect.get(settings, name);
  if (fits(value)) return;
  const received = value === null ? 'null' : typeof value;
  const message = `The "settings.${name}" property must be ${expected}. Received ${received}`;
  throw hostError(TypeError, 'ERR_INVALID_ARG_TYPE', message);
}

exports.userhash = userhash;
