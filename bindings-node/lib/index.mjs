import userhash from './index.js';

export const { SecretKey, KeyRing, UserhashError } = userhash;
