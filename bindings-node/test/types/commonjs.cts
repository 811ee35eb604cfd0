// Compiled by package.test.js, strictly; never run.
import userhash = require('userhash');
import crypto = require('userhash/crypto');

const key: userhash.SecretKey = new userhash.SecretKey(Buffer.from('a secret'));
const keys: userhash.SecretKey[] = [
  userhash.SecretKey.fromEnv('NAME'),
  userhash.SecretKey.fromFile(new URL('file:///secret')),
  userhash.SecretKey.fromHex('00ff'),
  userhash.SecretKey.fromBase64(new Uint8Array(4)),
];
const ring: userhash.KeyRing = new userhash.KeyRing(key, ...keys);
const which: number | null = ring.verifiedBy(42n, undefined);
const hash: string = crypto.createHmac('sha256', 'key').update('data').digest('hex');
const tag: Buffer = new crypto.Hmac('sha256', 'key').update(new DataView(new ArrayBuffer(1))).digest();
const equal: boolean = crypto.timingSafeEqual(tag, new Float64Array(4));

// @ts-expect-error: null is no user
key.userHash(null);
// @ts-expect-error: a boolean is no user
key.verify(true, hash);
// @ts-expect-error: numbers are no secrets
new userhash.SecretKey(5);
// @ts-expect-error: text is no key
new userhash.KeyRing('secret');
// @ts-expect-error: a look-alike is no key
new userhash.KeyRing({ userHash: key.userHash, verify: key.verify, fingerprint: '', toJSON: key.toJSON });
// @ts-expect-error: the fingerprint can't be changed
key.fingerprint = '';
// @ts-expect-error: only userhash makes its errors
new userhash.UserhashError();

export { which, equal };
