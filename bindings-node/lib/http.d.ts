export type IncomingMessage = import("node:http").IncomingMessage;
export type ServerResponse = import("node:http").ServerResponse;
export type Settings<Request extends IncomingMessage = import("http").IncomingMessage, Response extends ServerResponse = import("http").ServerResponse<import("http").IncomingMessage>> = import("./exchange.js").Settings<Request, Response>;
export type Exchange<Request extends IncomingMessage = import("http").IncomingMessage, Response extends ServerResponse = import("http").ServerResponse<import("http").IncomingMessage>> = import("./exchange.js").Exchange<Request, Response>;
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
export function userhash<Request extends IncomingMessage = import("http").IncomingMessage, Response extends ServerResponse = import("http").ServerResponse<import("http").IncomingMessage>>(settings: Settings<Request, Response>): (request: Request, response: Response) => Exchange<Request, Response>;
