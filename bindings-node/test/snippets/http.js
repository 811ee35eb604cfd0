const http = require('node:http');
const { SecretKey } = require('userhash');
const { userhash } = require('userhash/http');
const { endSession, sessionOf } = require('./sessions.js'); // your own

const visitors = userhash({
  key: SecretKey.fromEnv('USERHASH_SECRET_KEY'),
  details: (request) => sessionOf(request)?.user,
});

module.exports = http.createServer((request, response) => {
  const visitor = visitors(request, response);
  if (request.method === 'POST' && request.url === '/logout') {
    visitor.logout();
    endSession(request);
    response.writeHead(303, { Location: '/' }).end();
    return;
  }
  const tag = visitor.tag(); // before writeHead, which it adds headers to
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><head>${tag}</head>`);
});
