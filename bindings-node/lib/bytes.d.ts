/**
 * Text in one of Node's encodings, or bytes.
 */
export type Data = string | NodeJS.ArrayBufferView;
/**
 * Bytes that another thread can't change while they are read; all else as it is.
 *
 * @param {unknown} bytes
 * @returns {unknown}
 */
export function unshared(bytes: unknown): unknown;
/**
 * What the addon takes: text to be taken as UTF-8, or bytes that aren't shared.
 *
 * @param {Data} data
 * @param {string} [encoding] What isn't an encoding is UTF-8, as in Node.
 * @returns {unknown}
 */
export function toBytes(data: Data, encoding?: string): unknown;
/**
 * A tag in the encoding that was asked for, or else as bytes.
 *
 * @param {string} tag One character for each byte.
 * @param {string} [encoding]
 * @returns {Buffer | string}
 */
export function encode(tag: string, encoding?: string): Buffer | string;
