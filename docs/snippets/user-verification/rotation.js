const { KeyRing, SecretKey } = require('userhash');

const previous = SecretKey.fromEnv('ACQUIRE_PREVIOUS_SECRET_KEY');
const ring = new KeyRing(SecretKey.fromEnv('USERHASH_SECRET_KEY'), previous);

console.log(ring.userHash(request.user.email)); // made with the current key

const presented = previous.userHash(request.user.email); // what a page still has that was open before
console.log(ring.verifiedBy(request.user.email, presented)); // 1: the first of the previous keys
console.log(previous.fingerprint); // for the log: says which key, and nothing else about it
