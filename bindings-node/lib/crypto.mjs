import crypto from './crypto.js';

export const { createHmac, timingSafeEqual, Hmac } = crypto;
export default crypto;
