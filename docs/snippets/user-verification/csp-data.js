const { SecretKey } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');
const visitor = key.visitor({ email: request.user.email, name: request.user.name });

// Data, not a script; the script after it is the file that loader() returns.
console.log(visitor.dataTag() + '<script src="/userhash-loader.js"></script>');
