export type TransformOptions = import("node:stream").TransformOptions;
export type TransformCallback = import("node:stream").TransformCallback;
export type Data = import("./bytes.js").Data;
export type Key = import("./key-material.js").Key;
export type Room = import("./native.js").Handle<import("./native.js").Running>;
declare const Hmac_base: typeof import("stream").Transform;
/**
 * A running HMAC-SHA256 (RFC 2104, FIPS 180-4), as `crypto.Hmac` is: give it a message in pieces,
 * then ask once for the tag; or write to it and read from it as a stream.
 */
export class Hmac extends Hmac_base {
    /**
     * As for `createHmac`.
     *
     * @param {string} algorithm
     * @param {Key} key
     * @param {TransformOptions} [options]
     */
    constructor(algorithm: string, key: Key, options?: TransformOptions);
    /**
     * Adds to the message.
     *
     * @param {Data} data Text, or the bytes of a `Buffer`, typed array or `DataView`; of any length.
     * @param {BufferEncoding} [inputEncoding] How text is turned into bytes; UTF-8 by default.
     * @returns {this}
     * @throws {Error} `ERR_CRYPTO_HASH_FINALIZED` after `digest`.
     * @throws {TypeError} `ERR_INVALID_ARG_TYPE` for other types, `ERR_INVALID_ARG_VALUE` for
     *   hexadecimal text of an odd length.
     */
    update(data: Data, inputEncoding?: BufferEncoding): this;
    /**
     * The tag: 32 bytes. A second call gives an empty `Buffer`.
     *
     * @overload
     * @returns {Buffer}
     */
    digest(): Buffer;
    /**
     * The tag as text. A second call gives an empty string.
     *
     * @overload
     * @param {import('node:crypto').BinaryToTextEncoding} encoding `hex` (64 characters), `base64` (44),
     *   `base64url` (43) or `binary` (32). Node's other encodings work too; an unknown one gives a
     *   `Buffer`.
     * @returns {string}
     */
    digest(encoding: import("node:crypto").BinaryToTextEncoding): string;
    /**
     * @param {Data} chunk
     * @param {string} encoding
     * @param {TransformCallback} callback
     */
    _transform(chunk: Data, encoding: string, callback: TransformCallback): void;
    #private;
}
export {};
