'use strict';

const { Transform } = require('node:stream');

/**
 * A `Transform` that sets itself up when it is first used as a stream: most HMACs never are, and
 * setting up takes longer than the HMAC itself.
 *
 * @this {any}
 * @param {import('node:stream').TransformOptions} [options]
 */
function lazy(options) {
  this._options = options;
}

lazy.prototype = Object.create(Transform.prototype);

// All that a stream does starts by looking at one of its two states.
for (const state of ['_readableState', '_writableState']) {
  Object.defineProperty(lazy.prototype, state, {
    configurable: true,
    get() {
      setUp(this);
      return this[state];
    },
    set(value) {
      Object.defineProperty(this, state, {
        value,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    },
  });
}

/** @param {any} stream */
function setUp(stream) {
  Transform.call(stream, stream._options);
  // Text reaches `_transform` as text, with its encoding.
  stream._writableState.decodeStrings = false;
}

/** @type {typeof Transform} */
const LazyTransform = /** @type {any} */ (lazy);

exports.LazyTransform = LazyTransform;
