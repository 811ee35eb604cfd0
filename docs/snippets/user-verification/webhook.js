const { SecretKey } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');

let verified = false;
try {
  const sent = JSON.parse(body);
  verified = key.verify(sent.visitor_id, sent.hash);
} catch {
  // Here the user comes from outside, too, and is no id at all.
}
console.log(verified ? 'verified' : 'not verified');
