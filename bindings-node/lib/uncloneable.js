'use strict';

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

exports.Uncloneable = Uncloneable;
