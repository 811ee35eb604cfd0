'use strict';

const { unshared } = require('./bytes.js');
const { Hmac } = require('./hmac.js');
const native = require('./native.js');

/**
 * Starts an HMAC-SHA256 (RFC 2104, FIPS 180-4; test vectors in RFC 4231).
 *
 * @param {string} algorithm `sha256`, in any case, or another name that Node has for it.
 * @param {import('./hmac.js').Key} key Text, taken as UTF-8 unless `options.encoding` says otherwise;
 *   bytes of any length; or a secret `KeyObject` or `CryptoKey`.
 * @param {import('./hmac.js').TransformOptions} [options] Those of the stream.
 * @returns {Hmac}
 * @throws {TypeError} `ERR_CRYPTO_INVALID_DIGEST` for other algorithms, `ERR_INVALID_ARG_TYPE` for
 *   other types, `ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE` for public and private keys,
 *   `ERR_UNKNOWN_ENCODING` for an encoding that Node doesn't have.
 *
 * @example
 * createHmac('sha256', key).update('customer@example.com').digest('hex');
 */
function createHmac(algorithm, key, options) {
  return new Hmac(algorithm, key, options);
}

/**
 * Whether two byte strings of the same length are equal. The time taken depends on the length alone.
 *
 * @param {NodeJS.ArrayBufferView | ArrayBuffer} buf1
 * @param {NodeJS.ArrayBufferView | ArrayBuffer} buf2
 * @returns {boolean}
 * @throws {RangeError} `ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH` if the lengths differ.
 * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types.
 */
function timingSafeEqual(buf1, buf2) {
  return native.timingSafeEqual(unshared(buf1), unshared(buf2));
}

exports.createHmac = createHmac;
exports.timingSafeEqual = timingSafeEqual;
