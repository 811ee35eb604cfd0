const { SecretKey } = require('userhash');

const key = SecretKey.fromEnv('ACQUIRE_SECRET_KEY');

console.log(key.userHash(request.user.email));
