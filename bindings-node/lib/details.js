'use strict';

const { types } = require('node:util');
const native = require('./native.js');

/**
 * The JSON of details, as `JSON.stringify` writes it, except for what it would turn into null.
 *
 * @param {object} details
 * @returns {string | undefined} Undefined if they have no form in JSON at all.
 */
function written(details) {
  if (details === undefined || details === null) native.detailsRefuse(details);
  try {
    // Looking at plain values takes a tenth of the time that writing them does; being asked about
    // each while they are written would double it.
    if (typeof details === 'object' && isLossless(details, 1)) return JSON.stringify(details);
    const json = JSON.stringify(details);
    // Without a null in the text, nothing became one.
    return json?.includes('null') ? JSON.stringify(details, refuseLoss) : json;
  } catch (error) {
    // A circle, a BigInt, too many levels. Whatever else there is comes from the caller's own
    // objects, and is for the caller.
    if (error instanceof TypeError || error instanceof RangeError) throw refusal(error);
    throw error;
  }
}

/** Where looking for losses ends. It is as deep as details may be, so nothing that is taken is deeper. */
const MAX_LEVELS = 32;

/**
 * Whether `JSON.stringify` certainly turns nothing in an object into null. Only plain objects and
 * arrays are looked into, and circles and depths are left to `JSON.stringify` to refuse.
 *
 * @param {object} object
 * @param {number} level
 * @returns {boolean}
 */
function isLossless(object, level) {
  if (level > MAX_LEVELS || 'toJSON' in object) return false;
  if (Array.isArray(object)) {
    // Holes are undefined, too.
    for (let index = 0; index < object.length; index += 1) {
      const item = object[index];
      if (item === undefined || !hasForm(item, level)) return false;
    }
    return true;
  }
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return false;
  // Several times as fast as Object.values(); whatever Object.prototype may have been given is
  // looked at in vain.
  for (const key in object) {
    if (!hasForm(/** @type {Record<string, unknown>} */ (object)[key], level)) return false;
  }
  return true;
}

/**
 * Whether a value of an object's certainly has a form in JSON, or is left out.
 *
 * @param {unknown} value
 * @param {number} level That of the object.
 * @returns {boolean}
 */
function hasForm(value, level) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || isLossless(value, level + 1);
    default:
      return false;
  }
}

/**
 * Passes on what `JSON.stringify` is about to write, unless that would be null for want of a form.
 *
 * @this {unknown}
 * @param {string} key
 * @param {unknown} value
 * @returns {unknown}
 */
function refuseLoss(key, value) {
  const number = types.isNumberObject(value) ? Number(value) : value;
  if (typeof number === 'number' && !Number.isFinite(number)) {
    throw new TypeError(`JSON has no form for ${number}`);
  }
  // As a property such a value is left out; in an array it can't be.
  const missing = value === undefined || typeof value === 'function' || typeof value === 'symbol';
  if (missing && Array.isArray(this)) {
    throw new TypeError(`JSON has no form for ${typeof value} in an array`);
  }
  return value;
}

/**
 * The error for details that JSON has no form for.
 *
 * @param {Error} cause
 * @returns {unknown}
 */
function refusal(cause) {
  try {
    return native.detailsRefuse('');
  } catch (error) {
    const property = { value: cause, configurable: true, writable: true };
    return Object.defineProperty(/** @type {Error} */ (error), 'cause', property);
  }
}

exports.written = written;
