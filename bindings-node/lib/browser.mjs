import './browser.js';

// Never reached, but named, so that bundlers build the page that then shows the explanation.
const refused = undefined;
export {
  refused as SecretKey,
  refused as KeyRing,
  refused as UserhashError,
  refused as createHmac,
  refused as timingSafeEqual,
  refused as Hmac,
  refused as default,
};
