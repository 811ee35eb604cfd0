import userhash from './index.js';

export const {
  SecretKey,
  KeyRing,
  Visitor,
  UserhashError,
  logoutScriptTag,
  logoutCall,
  logoutCspHash,
  logoutDataTag,
  loader,
  headers,
} = userhash;
