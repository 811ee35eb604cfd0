export type KeyObject = import("node:crypto").KeyObject;
export type CryptoKey = import("node:crypto").webcrypto.CryptoKey;
/**
 * What `createHmac` takes for a key.
 */
export type Key = string | NodeJS.ArrayBufferView | ArrayBuffer | KeyObject | CryptoKey;
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
export function withKeyMaterial(key: unknown, options: import("node:stream").TransformOptions | null | undefined, use: (material: unknown) => void): void;
