const { SecretKey, headers } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');

response.set(headers()); // for guests, too: the answer depends on the session
if (request.user) {
  response.type('application/json');
  console.log(key.visitor({ email: request.user.email, name: request.user.name }).toJson());
} else {
  response.status(204);
}
