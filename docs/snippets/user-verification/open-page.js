const { SecretKey, logoutCall } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');
const visitor = key.visitor({ email: request.user.email, name: request.user.name });

console.log(visitor.loginCall()); // a guest has logged in
console.log(visitor.switchCall()); // another user has: the former one is logged out first
console.log(logoutCall()); // the user has logged out
