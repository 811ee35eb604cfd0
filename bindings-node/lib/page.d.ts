import { Visitor } from "./visitor.js";
import { signed } from "./visitor.js";
/**
 * The snippet for the page that is shown after the user logged out: a script element that does what
 * `logoutCall()` does.
 *
 * @param {import('./visitor.js').TagOptions} [options]
 * @returns {string} HTML.
 * @throws {UserhashError} `malformed_nonce`.
 * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
 */
export function logoutScriptTag(options?: import("./visitor.js").TagOptions): string;
/**
 * A script that logs the visitor out and brings the guest's session back, whether the widget's
 * script has loaded by then or not.
 *
 * @returns {string} JavaScript.
 */
export function logoutCall(): string;
/**
 * What allows `logoutScriptTag()` in a Content Security Policy without a nonce: a hash-source of CSP
 * Level 3 with its quotes, for `script-src`. It never changes.
 *
 * @returns {string}
 */
export function logoutCspHash(): string;
/**
 * The logout as a script element that holds data and runs nothing, for the script `loader()` to read.
 *
 * @returns {string} HTML.
 */
export function logoutDataTag(): string;
/**
 * The script that does what the elements of `Visitor.dataTag` and `logoutDataTag` ask for: serve it
 * as a file of your own, for a Content Security Policy that allows scripts from files only.
 *
 * @returns {string} JavaScript. It never changes.
 */
export function loader(): string;
/**
 * The headers of a response that carries a user hash, to be merged into those it has: without them,
 * a shared cache may hand one visitor's page to another.
 *
 * @returns {{ [name: string]: string }} A new object each time.
 */
export function headers(): {
    [name: string]: string;
};
export { Visitor, signed };
