'use strict';

const { types } = require('node:util');

/**
 * Text in one of Node's encodings, or bytes.
 *
 * @typedef {string | NodeJS.ArrayBufferView} Data
 */

/** The length of a tag, in bytes. */
const TAG_LENGTH = 32;

/**
 * Bytes that another thread can't change while they are read; all else as it is.
 *
 * @param {unknown} bytes
 * @returns {unknown}
 */
function unshared(bytes) {
  if (ArrayBuffer.isView(bytes)) {
    if (!types.isSharedArrayBuffer(bytes.buffer)) return bytes;
    return Uint8Array.from(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return types.isSharedArrayBuffer(bytes) ? Uint8Array.from(new Uint8Array(bytes)) : bytes;
}

/**
 * What the addon takes: text to be taken as UTF-8, or bytes that aren't shared.
 *
 * @param {Data} data
 * @param {string} [encoding] What isn't an encoding is UTF-8, as in Node.
 * @returns {unknown}
 */
function toBytes(data, encoding) {
  if (typeof data !== 'string') return unshared(data);
  if (encoding === undefined || encoding === 'utf8' || !Buffer.isEncoding(encoding)) return data;
  return Buffer.from(data, encoding);
}

/**
 * A tag in the encoding that was asked for, or else as bytes.
 *
 * @param {string} tag One character for each byte.
 * @param {string} [encoding]
 * @returns {Buffer | string}
 */
function encode(tag, encoding) {
  // Not of Node's pool of small buffers: its neighbours would come along with `.buffer`.
  const bytes = Buffer.alloc(TAG_LENGTH);
  bytes.write(tag, 'latin1');
  return encoding && Buffer.isEncoding(encoding) ? bytes.toString(encoding) : bytes;
}

exports.unshared = unshared;
exports.toBytes = toBytes;
exports.encode = encode;
