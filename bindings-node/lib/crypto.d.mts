import * as crypto from './crypto.js';

export * from './crypto.js';
export default crypto;
