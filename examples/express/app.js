'use strict';

// A small Express application whose users are known to the widget: log in, log out, be somebody else.

const { randomBytes, timingSafeEqual } = require('node:crypto');
const express = require('express');
const session = require('express-session');
const { SecretKey } = require('userhash');
const { userhash } = require('userhash/express');

const { PORT = '3000', WIDGET_URL = 'http://127.0.0.1:9000/widget.js', WIDGET_APP = 'express' } = process.env;
const random = (bytes) => randomBytes(bytes).toString('base64');

// Yours are in a database, and their passwords hashed.
const PASSWORD = 'demo';
const USERS = new Map([
  ['ada@example.com', 'Ada Lovelace'],
  ['grace@example.com', 'Grace Hopper'],
  ['eve@example.com', 'Eve </script><script>alert(1)</script>'],
]);

const app = express();
app.set('view engine', 'ejs').set('views', `${__dirname}/views`).disable('x-powered-by');
app.use(session({
  name: 'express_session',
  secret: process.env.SESSION_SECRET ?? random(32),
  cookie: { sameSite: 'lax' },
  resave: false,
  saveUninitialized: false,
}));
app.use(express.urlencoded({ extended: false }));

// 1. Scripts run by the nonce of their page, which userhash takes from here.
app.use((request, response, next) => {
  const nonce = random(16);
  response.locals.cspNonce = nonce;
  response.set('Content-Security-Policy', `default-src 'self'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; ` +
    `connect-src 'self' ${new URL(WIDGET_URL).origin}; img-src 'self' data:; base-uri 'none'; object-src 'none'`);
  next();
});

// 2. The visitor is the user of the session, and nobody else.
app.use(userhash({ key: secretKey(), details: (request) => request.session.user }));

// 3. Forms carry a token of their session, so that no other site can send them.
app.use((request, response, next) => {
  const token = (request.session.token ??= random(32));
  const sent = Buffer.from(String(request.body?.token ?? ''));
  const sameToken = sent.length === token.length && timingSafeEqual(sent, Buffer.from(token));
  if (request.method === 'POST' && !sameToken) show(request, response.status(403), 'The form was too old; try again.');
  else next();
});

app.get('/', (request, response) => show(request, response));

app.post('/login', async (request, response) => {
  const { email, password } = request.body;
  if (!USERS.has(email) || password !== PASSWORD) {
    show(request, response.status(401), 'Wrong e-mail or password.');
    return;
  }
  // 4. Somebody else may have been logged in: the widget is told that they left.
  if (request.session.user) response.locals.userhash.logout();
  await newSession(request);
  request.session.user = { email, name: USERS.get(email) };
  response.redirect(303, '/');
});

app.post('/logout', async (request, response) => {
  // 5. The next page tells the widget, though the session is gone by then.
  response.locals.userhash.logout();
  await newSession(request);
  response.redirect(303, '/');
});

// 6. For a single-page app, which has no page to put the tag on.
app.get('/visitor.json', (request, response) => {
  const json = response.locals.userhash.toJson();
  if (json === null) response.set('Cache-Control', 'no-store').sendStatus(204);
  else response.type('json').send(json);
});

/** Shows the page; 7. its template puts the tag in front of the widget's script. */
function show(request, response, error) {
  const { user, token } = request.session;
  response.render('page', { user, token, error, widget: { url: WIDGET_URL, app: WIDGET_APP } });
}

/** Begins another session: what was known of the old one is of no use any more. */
function newSession(request) {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error) : resolve()));
  });
}

/** The secret key, which the environment has. */
function secretKey() {
  try {
    return SecretKey.fromEnv('USERHASH_SECRET_KEY');
  } catch (error) {
    console.error(`USERHASH_SECRET_KEY: ${error.message}`);
    process.exit(1);
  }
}

const server = app.listen(Number(PORT), '127.0.0.1', (error) => {
  if (error) throw error;
  console.log(`express on http://127.0.0.1:${PORT}`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
