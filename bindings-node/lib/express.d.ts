export type IncomingMessage = import("node:http").IncomingMessage;
export type Response = import("node:http").ServerResponse & {
    locals: Record<string, any>;
};
export type Settings<Request extends IncomingMessage = import("http").IncomingMessage> = import("./exchange.js").Settings<Request, Response>;
/**
 * What `response.locals.userhash` is.
 */
export type Exchange<Request extends IncomingMessage = import("http").IncomingMessage> = import("./exchange.js").Exchange<Request, Response>;
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
export function userhash<Request extends IncomingMessage = import("http").IncomingMessage>(settings: Settings<Request>): (request: Request, response: Response, next: (error?: unknown) => void) => void;
