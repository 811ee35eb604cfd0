const express = require('express');
const session = require('express-session');
const { SecretKey } = require('userhash');
const { userhash } = require('userhash/express');

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.use(userhash({
  key: SecretKey.fromEnv('USERHASH_SECRET_KEY'),
  // From the session, never from what the browser sends: whoever is returned here is signed.
  details: (request) => request.session.user,
}));

app.get('/', (request, response) => {
  // In a template, with EJS: <head><%- userhash.tag() %></head>
  response.send(`<!doctype html><head>${response.locals.userhash.tag()}</head>`);
});

app.post('/logout', (request, response, next) => {
  response.locals.userhash.logout(); // the next page tells the widget
  request.session.destroy((error) => (error ? next(error) : response.redirect(303, '/')));
});

app.get('/visitor.json', (request, response) => {
  const json = response.locals.userhash.toJson();
  if (json === null) response.set('Cache-Control', 'no-store').sendStatus(204);
  else response.type('json').send(json);
});

module.exports = app;
