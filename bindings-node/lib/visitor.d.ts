/**
 * What the page tells the widget about the user: an object that `JSON.stringify` writes, of up to
 * 1 MiB of JSON and 32 levels. Numbers and the order of keys are kept. As always there, `toJSON` has
 * its say, and properties that are undefined or functions are left out; but nothing becomes null that
 * wasn't.
 *
 * Refused as `malformed_details`: what is no object, larger or deeper; circles, NaN, infinity and
 * BigInts; arrays with holes, lone surrogates, and a key `__proto__`.
 */
export type Details = object;
/**
 * Which field of the details names the user: `email`, unless another one is named. It holds text that isn't
 * empty, or an integer, whose decimal digits are the user.
 */
export type VisitorOptions = {
    identity?: string;
};
/**
 * The nonce of the page's Content Security Policy, if it has one: a base64-value of CSP Level 3.
 */
export type TagOptions = {
    nonce?: string | null;
};
/**
 * A user who is logged in, ready to be put on a page: the user hash and the details, which can't
 * differ.
 *
 * Made by `SecretKey.visitor`, `KeyRing.visitor` or `Visitor.withHash`. All that it renders is ASCII,
 * and safe inside HTML and scripts whatever the details hold; put it on the page as it is, without
 * escaping it again. A `Visitor` is frozen, shows neither the hash nor the details when printed, and
 * is refused by serialisers as a `SecretKey` is.
 *
 * @example
 * const visitor = key.visitor({ email: 'customer@example.com', name: 'Jane' });
 * response.set(headers()).send(`<head>${visitor.scriptTag({ nonce })}</head>`);
 */
export class Visitor {
    /**
     * The visitor with a user hash that was made before, for programs that kept it with the details.
     * Whether the two belong together is theirs to know; `SecretKey.visitor` takes the user from the
     * details.
     *
     * @param {string} userHash 64 lower-case hexadecimal characters.
     * @param {Details} details They need not name the user.
     * @returns {Visitor}
     * @throws {UserhashError} `malformed_hash` or `malformed_details`.
     * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for a user hash that is no text, and for details that
     *   are undefined or null.
     */
    static withHash(userHash: string, details: Details): Visitor;
    /**
     * @private
     * @param {symbol} made
     * @param {string} userHash
     * @param {string} details
     */
    private constructor();
    /**
     * Refuses: a visitor isn't serialised by accident. `toJson()` gives the text to send on purpose.
     *
     * @readonly
     * @type {() => never}
     * @throws {TypeError} Always.
     */
    readonly toJSON: () => never;
    /**
     * The user hash: 64 lower-case hexadecimal characters.
     *
     * @returns {string}
     */
    get userHash(): string;
    /**
     * The snippet for a page: a script element that announces the visitor to the widget, before or
     * after the widget's own script has loaded.
     *
     * @param {TagOptions} [options]
     * @returns {string} HTML.
     * @throws {UserhashError} `malformed_nonce`.
     * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
     */
    scriptTag(options?: TagOptions): string;
    /**
     * The script that `scriptTag` puts into its element.
     *
     * @returns {string} JavaScript.
     */
    script(): string;
    /**
     * A script that logs the visitor in on a page that is already open, whether the widget's script
     * has loaded by then or not.
     *
     * @returns {string} JavaScript.
     */
    loginCall(): string;
    /**
     * A script that logs out whoever is logged in and then logs this visitor in: for a change of user
     * on a page that stays open.
     *
     * @returns {string} JavaScript.
     */
    switchCall(): string;
    /**
     * What the widget is told: an object with `user_hash` and `userDetails`. For single-page apps, and
     * for pages that are cached and fetch the visitor afterwards; send `headers()` along.
     *
     * @returns {string} JSON (RFC 8259).
     */
    toJson(): string;
    /**
     * What allows `scriptTag()` in a Content Security Policy without a nonce: a hash-source of CSP
     * Level 3 with its quotes, for `script-src`.
     *
     * @returns {string}
     */
    cspHash(): string;
    /**
     * The visitor as a script element that holds data and runs nothing, for the script `loader()` to
     * read: for a Content Security Policy that allows scripts from files only.
     *
     * @returns {string} HTML.
     */
    dataTag(): string;
    [inspect](): string;
    #private;
}
/**
 * The visitor whom `sign` signs with what it holds.
 *
 * @template Held
 * @param {(held: Held, json: unknown, identity: unknown) => string} sign
 * @param {Held} held
 * @param {Details} details
 * @param {VisitorOptions} [options]
 * @returns {Visitor}
 */
export function signed<Held>(sign: (held: Held, json: unknown, identity: unknown) => string, held: Held, details: Details, options?: VisitorOptions): Visitor;
/**
 * One of the options; text in their place, which has none, would go unnoticed.
 *
 * @param {unknown} options
 * @param {string} name
 * @returns {unknown}
 */
export function option(options: unknown, name: string): unknown;
declare const inspect: unique symbol;
export {};
