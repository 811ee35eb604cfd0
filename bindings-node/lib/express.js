'use strict';

// Visitors on pages of Express, and of what takes middleware as it does.

const http = require('./http.js');

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse & { locals: Record<string, any> }} Response */

/**
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @typedef {import('./exchange.js').Settings<Request, Response>} Settings
 */

/**
 * What `response.locals.userhash` is.
 *
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @typedef {import('./exchange.js').Exchange<Request, Response>} Exchange
 */

/**
 * Middleware that puts the visitor at `response.locals.userhash`, where templates find it as
 * `userhash`: its method `tag` renders what the page needs, `logout` says that the user logs out,
 * `visitor` and `toJson` are for answers other than pages.
 *
 * To be used after what reads the session, and before what renders pages. The nonce of a page is that
 * of `response.locals.cspNonce`, where Express applications keep it, unless another one is given.
 *
 * @example
 * app.use(userhash({ key, details: (request) => request.session.user }));
 * // and in the page's head, with EJS: <%- userhash.tag() %>
 * @template {IncomingMessage} [Request=IncomingMessage]
 * @param {Settings<Request>} settings
 * @returns {(request: Request, response: Response, next: (error?: unknown) => void) => void}
 * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for settings of other types, when the application starts.
 */
function userhash(settings) {
  const visitors = http.userhash({
    ...settings,
    nonce: settings?.nonce ?? cspNonce,
    secure: settings?.secure ?? isSecure,
  });
  return function userhash(request, response, next) {
    response.locals.userhash = visitors(request, response);
    next();
  };
}

/** @type {(request: IncomingMessage, response: Response) => string | undefined} */
const cspNonce = (_request, { locals }) => locals.cspNonce;

/**
 * Whether a request came by HTTPS as Express sees it: behind a proxy, its setting `trust proxy` counts.
 *
 * @type {(request: IncomingMessage) => boolean}
 */
const isSecure = (request) => 'secure' in request && request.secure === true;

exports.userhash = userhash;
