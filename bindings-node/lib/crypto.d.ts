export { createHmac, timingSafeEqual } from './create-hmac.js';
export { Hmac } from './hmac.js';
