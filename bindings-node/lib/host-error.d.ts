/**
 * An error as Node's own modules throw it: with a code that programs compare.
 *
 * @template {Error} E
 * @param {new (message: string) => E} Class
 * @param {string} code
 * @param {string} message
 * @returns {E & { code: string }}
 */
export function hostError<E extends Error>(Class: new (message: string) => E, code: string, message: string): E & {
    code: string;
};
