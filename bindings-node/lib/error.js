'use strict';

/**
 * What userhash refuses, and why, for programs to tell apart by its code.
 *
 * The message says what to do. No error carries a secret key or a user hash. A value of a wrong type
 * is no such error but a `TypeError` with the code `ERR_INVALID_ARG_TYPE`, as everywhere in Node.
 */
class UserhashError extends Error {
  /**
   * @private
   * @param {string} code
   * @param {number} number
   * @param {string} message
   */
  constructor(code, number, message) {
    super(message);
    /**
     * The error's name, the same in every language: `empty_secret`, `padded_secret`,
     * `placeholder_secret`, `public_secret`, `malformed_secret`, `missing_secret`, `empty_user`,
     * `missing_user`, `malformed_hash`, `malformed_text`, `malformed_details`, `malformed_nonce`, or
     * `panic` for a bug in userhash.
     *
     * @readonly
     */
    this.code = code;
    /**
     * The error's number, the same as in C.
     *
     * @readonly
     */
    this.number = number;
  }
}
Object.defineProperty(UserhashError.prototype, 'name', {
  value: 'UserhashError',
  configurable: true,
  writable: true,
});

exports.UserhashError = UserhashError;
