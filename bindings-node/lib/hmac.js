'use strict';

const { encode, toBytes } = require('./bytes.js');
const { hostError } = require('./host-error.js');
const { withKeyMaterial } = require('./key-material.js');
const { LazyTransform } = require('./lazy-transform.js');
const native = require('./native.js');

/** @typedef {import('node:stream').TransformOptions} TransformOptions */
/** @typedef {import('node:stream').TransformCallback} TransformCallback */
/** @typedef {import('./bytes.js').Data} Data */
/** @typedef {import('./key-material.js').Key} Key */
/** @typedef {import('./native.js').Handle<import('./native.js').Running>} Room */

/**
 * Rooms for HMACs whose tag was taken, to be used again: making one is what costs most. They are
 * wiped, and nothing outside this file can reach one.
 *
 * @type {Room[]}
 */
const idle = [];

/** How many idle rooms are kept: more than a server has unfinished HMACs at once, as a rule. */
const MOST_IDLE = 64;

/**
 * A running HMAC-SHA256 (RFC 2104, FIPS 180-4), as `crypto.Hmac` is: give it a message in pieces,
 * then ask once for the tag; or write to it and read from it as a stream.
 */
class Hmac extends LazyTransform {
  /**
   * Where the HMAC is computed, until its tag is taken.
   *
   * @type {Room | undefined}
   */
  #room;

  #digested = false;

  /**
   * As for `createHmac`.
   *
   * @param {string} algorithm
   * @param {Key} key
   * @param {TransformOptions} [options]
   */
  constructor(algorithm, key, options) {
    super(options);
    this.#room = start(algorithm, key, options);
  }

  /**
   * Adds to the message.
   *
   * @param {Data} data Text, or the bytes of a `Buffer`, typed array or `DataView`; of any length.
   * @param {BufferEncoding} [inputEncoding] How text is turned into bytes; UTF-8 by default.
   * @returns {this}
   * @throws {Error} `ERR_CRYPTO_HASH_FINALIZED` after `digest`.
   * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types, `ERR_INVALID_ARG_VALUE` for
   *   hexadecimal text of an odd length.
   */
  update(data, inputEncoding) {
    if (this.#digested) {
      throw hostError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    }
    if (typeof data === 'string') checkLength(data, inputEncoding);
    else if (!ArrayBuffer.isView(data)) native.hmacRefuseData(data);
    // Before looking at the room: a getter of the data's could take the tag.
    const bytes = toBytes(data, inputEncoding);
    if (this.#room === undefined) {
      // The readers of the stream have the tag.
      throw hostError(Error, 'ERR_CRYPTO_HASH_UPDATE_FAILED', 'Hash update failed');
    }
    native.hmacUpdate(this.#room, bytes);
    return this;
  }

  /**
   * The tag: 32 bytes. A second call gives an empty `Buffer`.
   *
   * @overload
   * @returns {Buffer}
   */
  /**
   * The tag as text. A second call gives an empty string.
   *
   * @overload
   * @param {import('node:crypto').BinaryToTextEncoding} encoding `hex` (64 characters), `base64` (44),
   *   `base64url` (43) or `binary` (32). Node's other encodings work too; an unknown one gives a
   *   `Buffer`.
   * @returns {string}
   */
  /**
   * @param {string} [encoding]
   * @returns {Buffer | string}
   */
  digest(encoding) {
    // Before looking at the room: `toString` of the encoding's could take the tag.
    const wanted = this.#digested ? undefined : encoding && `${encoding}`;
    if (this.#digested || this.#room === undefined) {
      this.#digested = true;
      return nothing(encoding);
    }
    this.#digested = true;
    const room = this.#leaveRoom();
    try {
      return wanted === 'hex' ? native.hmacDigestHex(room) : encode(native.hmacDigest(room), wanted);
    } finally {
      retire(room);
    }
  }

  /**
   * @param {Data} chunk
   * @param {string} encoding
   * @param {TransformCallback} callback
   */
  _transform(chunk, encoding, callback) {
    const bytes = toBytes(chunk, encoding);
    if (this.#room !== undefined) native.hmacUpdate(this.#room, bytes);
    callback();
  }

  /**
   * @param {TransformCallback} callback
   */
  _flush(callback) {
    if (this.#room === undefined) {
      this.push(nothing());
    } else {
      const room = this.#leaveRoom();
      this.push(encode(native.hmacDigest(room)));
      retire(room);
    }
    callback();
  }

  /** @returns {Room} */
  #leaveRoom() {
    const room = /** @type {Room} */ (this.#room);
    this.#room = undefined;
    return room;
  }

  /**
   * What `console.log` shows: nothing of the key or the message.
   *
   * @returns {string}
   */
  [Symbol.for('nodejs.util.inspect.custom')]() {
    return 'Hmac {}';
  }
}

/**
 * @param {string} algorithm
 * @param {Key} key
 * @param {TransformOptions} [options]
 * @returns {Room}
 */
function start(algorithm, key, options) {
  const room = idle.pop() ?? native.hmacNew();
  try {
    // The addon refuses an algorithm that isn't text before it looks at the key.
    if (typeof algorithm !== 'string') native.hmacStart(room, algorithm, undefined);
    withKeyMaterial(key, options, (material) => native.hmacStart(room, algorithm, material));
    return room;
  } catch (error) {
    retire(room);
    throw error;
  }
}

/**
 * Keeps a room that is no longer in use.
 *
 * @param {Room} room
 */
function retire(room) {
  if (idle.length < MOST_IDLE) idle.push(room);
}

/**
 * Refuses hexadecimal text of an odd length, as Node does.
 *
 * @param {string} text
 * @param {unknown} encoding
 */
function checkLength(text, encoding) {
  if (text.length % 2 !== 0 && typeof encoding === 'string' && encoding.toLowerCase() === 'hex') {
    const message = `The argument 'encoding' is invalid for data of length ${text.length}. Received '${encoding}'`;
    throw hostError(TypeError, 'ERR_INVALID_ARG_VALUE', message);
  }
}

/**
 * What is left of a tag that was taken.
 *
 * @param {any} [encoding]
 * @returns {Buffer | string}
 */
function nothing(encoding) {
  const empty = Buffer.alloc(0);
  return encoding && encoding !== 'buffer' ? empty.toString(encoding) : empty;
}

exports.Hmac = Hmac;
