// Compiled by package.test.js, strictly; never run.
import { createServer, type IncomingMessage } from 'node:http';
import express, { type Request } from 'express';
import { KeyRing, SecretKey, type Visitor } from 'userhash';
import { userhash, type Exchange } from 'userhash/express';
import { userhash as overHttp } from 'userhash/http';

interface Account { email: string }
interface WithUser extends Request { user?: Account }

const key = new SecretKey('x');
const app = express();
app.use(userhash({ key, details: () => null }));
app.use(userhash({ key: new KeyRing(key), details: (request: WithUser) => request.user, identity: 'email' }));
app.get('/', userhash({
  key,
  details: (request: Request) => ({ email: request.hostname }),
  nonce: (request, response) => `${response.locals['nonce']}${request.hostname}`,
  secure: (request) => request.secure,
}), (request, response) => {
  const visitor: Exchange<WithUser> = response.locals['userhash'];
  visitor.logout();
  response.send(visitor.tag() + visitor.tag({ nonce: 'a' }) + visitor.tag({ nonce: null }));
});

const visitors = overHttp({ key, details: (request) => ({ email: request.url }) });
const own = overHttp({ key, details: (request: IncomingMessage & { user: Account }) => request.user });
createServer((request, response) => {
  const exchange = visitors(request, response);
  const visitor: Visitor | null = exchange.visitor();
  const json: string | null = exchange.toJson();
  response.end(`${exchange.tag()}${json}${visitor?.userHash}`);
  // @ts-expect-error: this request has no user
  own(request, response);
});

// @ts-expect-error: a key is not made here
userhash({ key: 'secret', details: () => null });
// @ts-expect-error: details are asked for, each time
overHttp({ key, details: { email: 'customer@example.com' } });
// @ts-expect-error: text is no details
overHttp({ key, details: () => 'customer@example.com' });
// @ts-expect-error: a nonce for all pages is none
userhash({ key, details: () => null, nonce: 'abc' });
