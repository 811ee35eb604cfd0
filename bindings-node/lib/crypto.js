'use strict';

// The part of `node:crypto` that user hashes are made with, over userhash: for code that is written
// against it and only changes where it loads it from.
//
// This is the raw interface: any key is taken, even an empty one, and comparing is up to the caller.
// New code wants `SecretKey` of `userhash`.

const { createHmac, timingSafeEqual } = require('./create-hmac.js');
const { Hmac: HmacClass } = require('./hmac.js');

/**
 * Lets the class be called without `new`, as Node's can be.
 *
 * @param {string} algorithm
 * @param {import('./hmac.js').Key} key
 * @param {import('./hmac.js').TransformOptions} [options]
 */
function Hmac(algorithm, key, options) {
  return Reflect.construct(HmacClass, [algorithm, key, options], new.target ?? Hmac);
}
Hmac.prototype = HmacClass.prototype;
Hmac.prototype.constructor = Hmac;

exports.createHmac = createHmac;
exports.timingSafeEqual = timingSafeEqual;
exports.Hmac = Hmac;
