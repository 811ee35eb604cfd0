// Compiled by package.test.js, strictly; never run.
import { KeyRing, SecretKey, UserhashError, type Bytes, type User } from 'userhash';
import crypto, { createHmac, timingSafeEqual, Hmac } from 'userhash/crypto';

const secret: Bytes = new ArrayBuffer(8);
const users: User[] = ['customer@example.com', 42, 42n, secret];
const key: SecretKey = new SecretKey(secret);
const hashes: string[] = users.map((user) => key.userHash(user));
const verified: boolean = key.verify('customer@example.com', ['anything']);
const print: string = key.fingerprint;
const ring: KeyRing = new KeyRing(key);

try {
  ring.userHash('');
} catch (error) {
  if (error instanceof UserhashError) {
    const code: string = error.code;
    const number: number = error.number;
    console.error(code, number, error.message);
  }
}

const hmac: Hmac = createHmac('SHA256', secret, { encoding: 'hex' });
process.stdin.pipe(hmac).setEncoding('hex').pipe(process.stdout);
const text: string = crypto.createHmac('sha256', 'key').update('00ff', 'hex').digest('base64url');
timingSafeEqual(hmac.digest(), crypto.createHmac('sha256', key.fingerprint).digest());

// @ts-expect-error: the tag as bytes is no string
const wrong: string = createHmac('sha256', 'key').digest();
// @ts-expect-error: there is no such encoding
createHmac('sha256', 'key').update('data', 'rot13');
// @ts-expect-error: nothing else is exported
import { native } from 'userhash';

export { hashes, verified, print, text, wrong, native };
