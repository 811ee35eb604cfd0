/**
 * Whether a request comes from a browser that has yet to be told of a logout.
 *
 * @param {import('node:http').IncomingMessage} request
 * @returns {boolean}
 */
export function isMarked(request: import("node:http").IncomingMessage): boolean;
/**
 * The `Set-Cookie` that remembers a logout.
 *
 * @param {boolean} secure Whether the request came by HTTPS.
 * @returns {string}
 */
export function mark(secure: boolean): string;
/**
 * The `Set-Cookie` that forgets it.
 *
 * @param {boolean} secure
 * @returns {string}
 */
export function unmark(secure: boolean): string;
