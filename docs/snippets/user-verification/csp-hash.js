const { SecretKey } = require('userhash');

const key = SecretKey.fromEnv('USERHASH_SECRET_KEY');
const visitor = key.visitor({ email: request.user.email, name: request.user.name });

response.set('Content-Security-Policy', `script-src 'self' ${visitor.cspHash()}`);
console.log(visitor.scriptTag());
