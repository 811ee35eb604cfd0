const { SecretKey } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');

console.log(key.userHash(request.user.email));
