export type ServerResponse = import("node:http").ServerResponse;
/**
 * What a response is given besides, when its headers are about to be written.
 */
export type Additions = {
    /**
     * Whether `headers()` are to be merged in.
     */
    carriesHash: boolean;
    /**
     * A `Set-Cookie` of its own.
     */
    cookie?: string | undefined;
};
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
export function beforeHeaders(response: ServerResponse, additionsTo: (status: number) => Additions | undefined): void;
