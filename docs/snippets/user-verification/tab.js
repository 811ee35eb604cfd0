const { createHmac } = require('userhash/crypto');

console.log(
  createHmac('sha256', process.env.USERHASH_SECRET_KEY) // hash function, secret key (keep safe!)
    .update(request.user.email) // user's email
    .digest('hex'),
);
