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
    const json = JSON.stringify(details);
    // Without a null in the text there is nothing to find, and where the values are plain, looking at
    // them takes less time than being asked about each.
    if (!json?.includes('null') || isLossless(details, false)) return json;
    return JSON.stringify(details, refuseLoss);
  } catch (error) {
    // A circle, a BigInt, too many levels. Whatever else there is comes from the caller's own
    // objects, and is for the caller.
    if (error instanceof TypeError || error instanceof RangeError) throw refusal(error);
    throw error;
  }
}

/**
 * Whether a value certainly has a form in JSON, or is left out. Only plain objects are looked into.
 *
 * @param {unknown} value
 * @param {boolean} inArray
 * @returns {boolean}
 */
function isLossless(value, inArray) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'undefined':
      return !inArray;
    case 'object':
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if ('toJSON' in value) return false;
  if (Array.isArray(value)) {
    // Unlike every(), this doesn't skip holes.
    for (const item of value) if (!isLossless(item, true)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isLossless(item, false));
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
