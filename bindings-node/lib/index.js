'use strict';

/** @type {typeof import('./native.js')} */
const native = load();

// For native.js. All in one file and without the loader that napi's command line can generate, because
// every file, and looking for every way in which an addon may have been shipped, takes its time.
Object.defineProperty(exports, Symbol.for('userhash.native'), { value: native });

const { UserhashError } = require('./error.js');

/** @typedef {import('./native.js').Handle<import('./native.js').SecretKey>} LoadedKey */
/** @typedef {import('./native.js').Handle<import('./native.js').KeyRing>} LoadedRing */
/** @typedef {import('./visitor.js').Visitor} Visitor */

/**
 * The bytes of a `Buffer`, any other typed array, a `DataView` or an `ArrayBuffer`. They are copied
 * before the call returns. Memory that is shared with other threads or was transferred away is
 * refused with a `TypeError`.
 *
 * @typedef {ArrayBufferView | ArrayBuffer} Bytes
 */

/**
 * A user: the e-mail address or id that the widget is told. Text, taken as UTF-8; bytes; or an
 * integer, taken as its decimal text. Exact: nothing is trimmed, lower-cased or normalised.
 *
 * @typedef {string | number | bigint | Bytes} User
 */

native.useErrorClass(/** @type {any} */ (UserhashError));

/** Known to this file only: stands in for a secret where a key has been loaded already. */
const LOADED = Symbol('loaded');

/**
 * What the addon keeps of a key. `argument` is what the caller calls it.
 *
 * @type {(key: unknown, argument: string) => LoadedKey}
 */
let handleOf;

const inspect = Symbol.for('nodejs.util.inspect.custom');

const anchor = {};

/**
 * The base of classes whose objects `structuredClone`, `postMessage` and `v8.serialize` refuse with
 * a `DataCloneError`.
 *
 * An ordinary object would arrive as one without properties: harmless, but it looks like a copy. V8
 * refuses every weak reference, whatever its prototype, and so the objects are made as weak
 * references, to nothing of interest.
 *
 * @type {new () => object}
 */
const Uncloneable = /** @type {any} */ (
  function Uncloneable() {
    return Reflect.construct(WeakRef, [anchor], /** @type {Function} */ (new.target));
  }
);

/**
 * The app's secret key, as the widget's vendor shows it.
 *
 * What is kept is the state that HMAC makes of the key, not the key; it is wiped when the object has
 * been collected. A `SecretKey` is frozen, shows only its fingerprint, and belongs to its thread:
 * `structuredClone` and `postMessage` refuse it with a `DataCloneError`, `JSON.stringify` with a
 * `TypeError`.
 *
 * @example
 * const key = new SecretKey('correct horse battery staple');
 * const userHash = key.userHash('customer@example.com');
 * key.verify('customer@example.com', userHash); // true
 */
class SecretKey extends Uncloneable {
  /** @type {LoadedKey} */
  #key;

  /**
   * Takes the secret key as the vendor shows it.
   *
   * @param {string | Bytes} secret Text, taken as UTF-8, or bytes; of any length.
   * @throws {UserhashError} `empty_secret` (empty or blank), `padded_secret` (starts or ends in white
   *   space), `placeholder_secret` (left over from a template), `malformed_text` (a lone surrogate).
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
   */
  constructor(secret) {
    super();
    const given = /** @type {unknown} */ (secret);
    this.#key = given === LOADED ? arguments[1] : native.keyFromSecret(secret);
    Object.freeze(this);
  }

  /**
   * Takes the secret key from an environment variable, without one final line break.
   *
   * @param {string} name The variable's name. Names with a prefix that web bundlers publish to
   *   browsers (`NEXT_PUBLIC_`, `VITE_`, `REACT_APP_` and the like) are refused.
   * @returns {SecretKey}
   * @throws {UserhashError} `missing_secret` (not set), `public_secret` (such a prefix), and those of
   *   the constructor.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
   */
  static fromEnv(name) {
    // What process.env inherits isn't set: it has no variable called "constructor".
    const set = typeof name === 'string' && Object.hasOwn(process.env, name);
    return loaded(native.keyFromEnv(name, set ? process.env[name] : undefined));
  }

  /**
   * Takes the secret key from a file, without one final line break. Returns when it has been read.
   *
   * @param {string | URL} path The path, or the `file:` URL, of a file of up to 65,536 bytes.
   * @returns {SecretKey}
   * @throws {UserhashError} `missing_secret` (not there, or not readable), `malformed_secret`
   *   (larger), and those of the constructor.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types, and what `url.fileURLToPath` throws.
   */
  static fromFile(path) {
    const file = path instanceof URL ? require('node:url').fileURLToPath(path) : path;
    return loaded(native.keyFromFile(file));
  }

  /**
   * Takes a binary secret key from hexadecimal text, decoded in constant time.
   *
   * @param {string | Bytes} text Pairs of 0-9 a-f A-F, without separators.
   * @returns {SecretKey}
   * @throws {UserhashError} `empty_secret`, `malformed_secret` or `malformed_text`.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
   */
  static fromHex(text) {
    return loaded(native.keyFromHex(text));
  }

  /**
   * Takes a binary secret key from base64 text, decoded in constant time.
   *
   * @param {string | Bytes} text In the standard alphabet, with padding (RFC 4648, section 4).
   * @returns {SecretKey}
   * @throws {UserhashError} `empty_secret`, `malformed_secret` or `malformed_text`.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
   */
  static fromBase64(text) {
    return loaded(native.keyFromBase64(text));
  }

  /**
   * The user hash of the user who is logged in: HMAC-SHA256 (RFC 2104, FIPS 180-4; test vectors in
   * RFC 4231) of the user under the secret key.
   *
   * @param {User} user
   * @returns {string} 64 lower-case hexadecimal characters.
   * @throws {UserhashError} `empty_user` or `malformed_text` (a lone surrogate).
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types, and for numbers with a fraction.
   * @throws {RangeError} `ERR_OUT_OF_RANGE` for numbers that aren't safe integers: use a BigInt.
   */
  userHash(user) {
    return native.keyUserHash(this.#key, user);
  }

  /**
   * Whether a user hash that a visitor sent is the one of this user. Takes the same time whichever
   * of its characters are wrong.
   *
   * @param {User} user
   * @param {unknown} userHash Whatever the visitor sent. All that is not the right user hash, as text
   *   or bytes, is `false`, never an error: `undefined`, arrays, objects, text of any length.
   * @returns {boolean}
   * @throws What `userHash` throws, for the user only.
   */
  verify(user, userHash) {
    return native.keyVerify(this.#key, user, userHash);
  }

  /**
   * The visitor with these details, ready to be put on a page.
   *
   * @param {import('./visitor.js').Details} details
   * @param {import('./visitor.js').VisitorOptions} [options]
   * @returns {Visitor}
   * @throws {UserhashError} `malformed_details`, `missing_user` (no such field, or neither text nor an
   *   integer) or `empty_user`.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for details that are undefined or null, and for options
   *   of other types.
   */
  visitor(details, options) {
    return page().signed(native.keyVisitorHash, this.#key, details, options);
  }

  /**
   * Eight hexadecimal characters that tell secret keys apart in a log, and give nothing of the key
   * away.
   *
   * @returns {string}
   */
  get fingerprint() {
    return native.keyFingerprint(this.#key);
  }

  /**
   * Refuses: a secret key is never serialised.
   *
   * @returns {never}
   * @throws {TypeError} Always.
   */
  toJSON() {
    throw new TypeError('A SecretKey is never serialised; show its fingerprint instead');
  }

  [inspect]() {
    return #key in this ? native.keyInspect(this.#key) : 'SecretKey {}';
  }

  static {
    handleOf = (key, argument) =>
      typeof key === 'object' && key !== null && #key in key
        ? key.#key
        : native.ringRefuse(argument, key);
  }
}

/** @type {(handle: LoadedKey) => SecretKey} */
const loaded = (handle) => Reflect.construct(SecretKey, [LOADED, handle]);

/**
 * The current secret key and the previous ones that are still accepted, while a key is replaced.
 *
 * Signs with the current key, checks with all of them. To rotate: put the new key in front of the
 * old one, wait until `verifiedBy` reports no more matches of the old one, then drop it. Frozen, and
 * refused by serialisers, as a `SecretKey` is.
 *
 * @example
 * const ring = new KeyRing(SecretKey.fromEnv('USERHASH_SECRET_KEY'), lastYearsKey);
 * ring.verifiedBy('customer@example.com', userHash); // 0, 1 or null
 */
class KeyRing extends Uncloneable {
  /** @type {LoadedRing} */
  #ring;

  /**
   * @param {SecretKey} current The key to sign with.
   * @param {SecretKey[]} previous The keys to accept besides, newest first.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for anything but secret keys.
   */
  constructor(current, ...previous) {
    super();
    this.#ring = native.ringNew(
      handleOf(current, 'current'),
      previous.map((key, index) => handleOf(key, `previous[${index}]`)),
    );
    Object.freeze(this);
  }

  /**
   * The user hash of the user who is logged in, under the current key.
   *
   * @param {User} user
   * @returns {string} 64 lower-case hexadecimal characters.
   * @throws What `SecretKey.userHash` throws.
   */
  userHash(user) {
    return native.ringUserHash(this.#ring, user);
  }

  /**
   * Whether a user hash that a visitor sent is the one of this user under any of the keys. All keys
   * are tried, whichever matches.
   *
   * @param {User} user
   * @param {unknown} userHash Whatever the visitor sent, as for `SecretKey.verify`.
   * @returns {boolean}
   * @throws What `SecretKey.userHash` throws, for the user only.
   */
  verify(user, userHash) {
    return native.ringVerifiedBy(this.#ring, user, userHash) !== null;
  }

  /**
   * Which key a user hash was made with.
   *
   * @param {User} user
   * @param {unknown} userHash Whatever the visitor sent, as for `SecretKey.verify`.
   * @returns {number | null} 0 for the current key, 1 for the first previous one and so on; `null` if
   *   it is not this user's hash under any of them.
   * @throws What `SecretKey.userHash` throws, for the user only.
   */
  verifiedBy(user, userHash) {
    return native.ringVerifiedBy(this.#ring, user, userHash);
  }

  /**
   * The visitor with these details, ready to be put on a page, signed with the current key.
   *
   * @param {import('./visitor.js').Details} details
   * @param {import('./visitor.js').VisitorOptions} [options]
   * @returns {Visitor}
   * @throws What `SecretKey.visitor` throws.
   */
  visitor(details, options) {
    return page().signed(native.ringVisitorHash, this.#ring, details, options);
  }

  /**
   * Refuses: secret keys are never serialised.
   *
   * @returns {never}
   * @throws {TypeError} Always.
   */
  toJSON() {
    throw new TypeError('A KeyRing is never serialised; show the fingerprints of its keys instead');
  }

  [inspect]() {
    return #ring in this ? native.ringInspect(this.#ring) : 'KeyRing {}';
  }
}

/** @type {typeof import('./page.js') | undefined} */
let loadedPage;
/** What is for pages, loaded when it is first asked for: most programs only make and check hashes. */
const page = () => (loadedPage ??= require('./page.js'));

/** Loads the addon. */
function load() {
  const platform = `${process.platform}-${process.arch}`;
  const addon = { exports: {} };
  try {
    process.dlopen(addon, `${__dirname}/userhash.${platform}.node`);
  } catch (error) {
    throw new Error(
      `userhash has no addon for ${platform} that this Node can load: run ` +
        '"npm install && npm run build" in its folder, which takes Rust 1.88 or later',
      { cause: error },
    );
  }
  return /** @type {any} */ (addon.exports);
}

exports.SecretKey = SecretKey;
exports.KeyRing = KeyRing;
exports.UserhashError = UserhashError;

// The compiler doesn't see these: exports.d.ts names them.
const forPages = ['logoutScriptTag', 'logoutCall', 'logoutCspHash', 'logoutDataTag', 'loader', 'headers'];
for (const name of ['Visitor', ...forPages]) {
  Object.defineProperty(exports, name, { enumerable: true, get: () => Reflect.get(page(), name) });
}
