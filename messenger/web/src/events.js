// What pages can listen to.

/** @type {Map<string, Set<Function>>} */
const listeners = new Map();

/** @type {AcquireIO["on"]} */
export function on(event, listener) {
  const all = listeners.get(event) ?? new Set();
  listeners.set(event, all.add(listener));
  return () => void all.delete(listener);
}

/**
 * Tells every listener; one that fails is reported and stops no other.
 * @template {keyof MessengerEvents} E
 * @param {E} event
 * @param {MessengerEvents[E]} detail
 */
export function emit(event, detail) {
  for (const listener of [...(listeners.get(event) ?? [])]) {
    try {
      listener(copyOf(detail));
    } catch (error) {
      reportError(error);
    }
  }
}

/**
 * A page may do what it likes with what it gets, but not with what this script goes by.
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function copyOf(value) {
  return value instanceof Error ? value : structuredClone(value);
}
