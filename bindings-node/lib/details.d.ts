/**
 * The JSON of details, as `JSON.stringify` writes it, except for what it would turn into null.
 *
 * @param {object} details
 * @returns {string | undefined} Undefined if they have no form in JSON at all.
 */
export function written(details: object): string | undefined;
