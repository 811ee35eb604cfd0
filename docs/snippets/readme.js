const { SecretKey } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');

// For the page of the user who is logged in:
const userHash = key.userHash('customer@example.com');
console.log(userHash);

// For what comes back from a browser, which can be anything:
console.log(key.verify('customer@example.com', userHash));
console.log(key.verify('somebody@example.com', userHash));
