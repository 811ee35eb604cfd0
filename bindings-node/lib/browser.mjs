import './browser.js';

// Never reached, but named, so that bundlers build the page that then shows the explanation.
const refused = undefined;
export {
  refused as SecretKey,
  refused as KeyRing,
  refused as Visitor,
  refused as UserhashError,
  refused as logoutScriptTag,
  refused as logoutCall,
  refused as logoutCspHash,
  refused as logoutDataTag,
  refused as loader,
  refused as headers,
  refused as createHmac,
  refused as timingSafeEqual,
  refused as Hmac,
  refused as userhash,
  refused as default,
};
