'use strict';

const { written } = require('./details.js');
const { hostError } = require('./host-error.js');
const native = require('./native.js');

/**
 * What the page tells the widget about the user: an object that `JSON.stringify` writes, of up to
 * 1 MiB of JSON and 32 levels. Numbers and the order of keys are kept. As always there, `toJSON` has
 * its say, and properties that are undefined or functions are left out; but nothing becomes null that
 * wasn't.
 *
 * Refused as `malformed_details`: what is no object, larger or deeper; circles, NaN, infinity and
 * BigInts; arrays with holes, lone surrogates, and a key `__proto__`.
 *
 * @typedef {object} Details
 */

/**
 * Which field of the details names the user: `email`, unless another one is named. It holds text that isn't
 * empty, or an integer, whose decimal digits are the user.
 *
 * @typedef {{ identity?: string }} VisitorOptions
 */

/**
 * The nonce of the page's Content Security Policy, if it has one: a base64-value of CSP Level 3.
 *
 * @typedef {{ nonce?: string | null }} TagOptions
 */

/** Known to this file only: shows that it is this file that makes a visitor. */
const MADE = Symbol('made');

const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * A property of each visitor rather than of their class, because `structuredClone`, `postMessage` and
 * `v8.serialize` refuse objects that have a function with a `DataCloneError`. Being a weak reference,
 * as a `SecretKey` is, would take longer than all else that making a visitor for a page does.
 *
 * @returns {never}
 */
function refuseToSerialise() {
  throw new TypeError('A Visitor is never serialised by itself; send the text of toJson()');
}

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
class Visitor {
  /** @type {string} */
  #userHash;

  /** JSON, which core has taken already. @type {string} */
  #details;

  /**
   * @private
   * @param {symbol} made
   * @param {string} userHash
   * @param {string} details
   */
  constructor(made, userHash, details) {
    if (made !== MADE) {
      throw hostError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    }
    this.#userHash = userHash;
    this.#details = details;
    /**
     * Refuses: a visitor isn't serialised by accident. `toJson()` gives the text to send on purpose.
     *
     * @readonly
     * @type {() => never}
     * @throws {TypeError} Always.
     */
    this.toJSON = refuseToSerialise;
    Object.freeze(this);
  }

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
  static withHash(userHash, details) {
    const json = /** @type {string} */ (written(details));
    native.visitorCheck(userHash, json);
    return made(userHash, json);
  }

  /**
   * The user hash: 64 lower-case hexadecimal characters.
   *
   * @returns {string}
   */
  get userHash() {
    return this.#userHash;
  }

  /**
   * The snippet for a page: a script element that announces the visitor to the widget, before or
   * after the widget's own script has loaded.
   *
   * @param {TagOptions} [options]
   * @returns {string} HTML.
   * @throws {UserhashError} `malformed_nonce`.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
   */
  scriptTag(options) {
    return native.visitorScriptTag(this.#userHash, this.#details, option(options, 'nonce'));
  }

  /**
   * The script that `scriptTag` puts into its element.
   *
   * @returns {string} JavaScript.
   */
  script() {
    return native.visitorScript(this.#userHash, this.#details);
  }

  /**
   * A script that logs the visitor in on a page that is already open, whether the widget's script
   * has loaded by then or not.
   *
   * @returns {string} JavaScript.
   */
  loginCall() {
    return native.visitorLoginCall(this.#userHash, this.#details);
  }

  /**
   * A script that logs out whoever is logged in and then logs this visitor in: for a change of user
   * on a page that stays open.
   *
   * @returns {string} JavaScript.
   */
  switchCall() {
    return native.visitorSwitchCall(this.#userHash, this.#details);
  }

  /**
   * What the widget is told: an object with `user_hash` and `userDetails`. For single-page apps, and
   * for pages that are cached and fetch the visitor afterwards; send `headers()` along.
   *
   * @returns {string} JSON (RFC 8259).
   */
  toJson() {
    return native.visitorToJson(this.#userHash, this.#details);
  }

  /**
   * What allows `scriptTag()` in a Content Security Policy without a nonce: a hash-source of CSP
   * Level 3 with its quotes, for `script-src`.
   *
   * @returns {string}
   */
  cspHash() {
    return native.visitorCspHash(this.#userHash, this.#details);
  }

  /**
   * The visitor as a script element that holds data and runs nothing, for the script `loader()` to
   * read: for a Content Security Policy that allows scripts from files only.
   *
   * @returns {string} HTML.
   */
  dataTag() {
    return native.visitorDataTag(this.#userHash, this.#details);
  }

  [inspect]() {
    return #userHash in this ? native.visitorInspect(this.#userHash, this.#details) : 'Visitor {}';
  }
}

/** @type {new (made: symbol, userHash: string, details: string) => Visitor} */
const Made = /** @type {any} */ (Visitor);

/** @type {(userHash: string, details: string) => Visitor} */
const made = (userHash, details) => new Made(MADE, userHash, details);

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
function signed(sign, held, details, options) {
  const json = /** @type {string} */ (written(details));
  return made(sign(held, json, option(options, 'identity')), json);
}

/**
 * One of the options; text in their place, which has none, would go unnoticed.
 *
 * @param {unknown} options
 * @param {string} name
 * @returns {unknown}
 */
function option(options, name) {
  if (options === undefined) return undefined;
  if (typeof options !== 'object' || options === null) native.optionsRefuse(options);
  return /** @type {Record<string, unknown>} */ (options)[name];
}

exports.Visitor = Visitor;
exports.signed = signed;
exports.option = option;
