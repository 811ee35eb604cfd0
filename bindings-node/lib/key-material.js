'use strict';

const { types } = require('node:util');
const { unshared } = require('./bytes.js');
const { hostError } = require('./host-error.js');
const native = require('./native.js');

/** @typedef {import('node:crypto').KeyObject} KeyObject */
/** @typedef {import('node:crypto').webcrypto.CryptoKey} CryptoKey */

/**
 * What `createHmac` takes for a key.
 *
 * @typedef {string | NodeJS.ArrayBufferView | ArrayBuffer | KeyObject | CryptoKey} Key
 */

/**
 * Gives `use` what the addon takes of a key: text to be taken as UTF-8, or bytes. Copies made on the
 * way are wiped afterwards.
 *
 * @param {unknown} key
 * @param {import('node:stream').TransformOptions | null | undefined} options
 * @param {(material: unknown) => void} use
 */
function withKeyMaterial(key, options, use) {
  const encoding = encodingOf(options);
  let copy;
  if (typeof key === 'string') {
    if (encoding === 'utf8' || encoding === 'buffer') return use(key);
    copy = Buffer.from(key, encoding);
  } else if (types.isKeyObject(key)) {
    copy = exported(/** @type {KeyObject} */ (key));
  } else if (types.isCryptoKey(key)) {
    copy = exported(require('node:crypto').KeyObject.from(/** @type {CryptoKey} */ (key)));
  } else {
    return use(unshared(key));
  }
  try {
    use(copy);
  } finally {
    copy.fill(0);
  }
}

/**
 * The encoding of a key that is text.
 *
 * @param {import('node:stream').TransformOptions | null | undefined} options
 * @returns {BufferEncoding | 'buffer'}
 */
function encodingOf(options) {
  const encoding = options?.encoding ?? 'utf8';
  if (typeof encoding !== 'string') native.hmacRefuseEncoding(encoding);
  return encoding;
}

/**
 * The bytes of a secret key.
 *
 * @param {KeyObject} key
 * @returns {Buffer}
 */
function exported(key) {
  if (key.type !== 'secret') {
    const message = `Invalid key object type ${key.type}, expected secret.`;
    throw hostError(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', message);
  }
  return key.export();
}

exports.withKeyMaterial = withKeyMaterial;
