const { SecretKey, headers } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');

// The user is that of the session; for a guest there is nothing to announce.
if (request.user) {
  const visitor = key.visitor({ email: request.user.email, name: request.user.name });
  response.set(headers());
  console.log(visitor.scriptTag({ nonce })); // scriptTag() without a Content Security Policy
}
