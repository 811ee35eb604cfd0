'use strict';

/**
 * An error as Node's own modules throw it: with a code that programs compare.
 *
 * @template {Error} E
 * @param {new (message: string) => E} Class
 * @param {string} code
 * @param {string} message
 * @returns {E & { code: string }}
 */
function hostError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}

exports.hostError = hostError;
