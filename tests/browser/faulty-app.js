'use strict';

// An app like those of examples/, with one fault or none: what the scenario has to notice.

const { randomBytes } = require('node:crypto');
const { once } = require('node:events');
const http = require('node:http');
const { headers, logoutScriptTag } = require('../../bindings-node');

const USERS = {
  'ada@example.com': 'Ada Lovelace',
  'grace@example.com': 'Grace Hopper',
  'eve@example.com': 'Eve </script><script>alert(1)</script>',
};
const LOGGED_OUT = 'userhash_logout';
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const random = (bytes) => randomBytes(bytes).toString('base64');
const naive = (nonce, visitor) => {
  const json = JSON.stringify(JSON.parse(visitor.toJson()));
  const script = `window.acquire=window.acquire||[];acquire.push(${json});`;
  return `<script nonce="${nonce}">${script}</script>`;
};

/**
 * @param {import('userhash').SecretKey} key
 * @param {string} widgetUrl
 * @param {string} [fault] One of those in scenario.test.js.
 */
async function startFaultyApp(key, widgetUrl, fault) {
  const sessions = new Map();
  const name = 'faulty';

  function page(url, cookies, status, response) {
    const claimed = fault === 'believes the address' ? url.searchParams.get('email') : null;
    const email = sessions.get(cookies[`${name}_session`]) ?? claimed;
    const nonce = fault === 'the same nonce' ? 'c2FtZSBub25jZSBhbHdheQ==' : random(16);
    const tags = [];
    if (cookies[LOGGED_OUT] && fault !== 'no logout') {
      tags.push(logoutScriptTag({ nonce }));
      if (fault !== 'logout on every page') {
        response.appendHeader('Set-Cookie', `${LOGGED_OUT}=; Path=/; Max-Age=0`);
      }
    }
    if (email) {
      const hashed = fault === "another's hash" ? 'ada@example.com ' : email;
      const details = { user: hashed, email, name: USERS[email] };
      const visitor = key.visitor(details, { identity: 'user' });
      tags.push(fault === 'naive JSON' ? naive(nonce, visitor) : visitor.scriptTag({ nonce }));
    }
    const second = url.search === '?page=2';
    const cached = fault === 'pages in caches' || (fault === 'a page in a cache' && second);
    if (tags.length > 0) {
      Object.entries(headers()).forEach(([field, value]) => response.setHeader(field, value));
      if (cached) {
        response.setHeader('Cache-Control', 'private, max-age=3600');
      }
    }
    const who = email ? `${escape(USERS[email])} &lt;${email}>` : 'guest';
    const style = fault === 'an inline style' ? ' style="color:red"' : '';
    response.writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        `default-src 'self'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; ` +
        `connect-src 'self' ${new URL(widgetUrl).origin}; img-src 'self' data:; ` +
        "base-uri 'none'; object-src 'none'",
    });
    response.end(
      `<!doctype html><title>${name}</title>${tags.join('')}` +
        `<script src="${widgetUrl}" data-app="${name}" nonce="${nonce}" async></script>` +
        `<h1${style}>${name}</h1><p id="who">${who}</p>` +
        (status === 401 ? '<p id="error">Wrong.</p>' : '') +
        '<form id="login" method="post" action="/login"><input name="email">' +
        '<input name="password"><button>Log in</button></form>' +
        (email ? '<form id="logout" method="post" action="/logout"><button>Out</button>' : ''),
    );
  }

  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? '').split('; ').map((cookie) => cookie.split(/=(.*)/s)),
    );
    const token = cookies[`${name}_session`];
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const foreign = !['same-origin', undefined].includes(request.headers['sec-fetch-site']);
    if (request.method === 'GET' && url.pathname === '/visitor.json') {
      const email = sessions.get(token);
      response.writeHead(email ? 200 : 204, headers());
      response.end(email && key.visitor({ email, name: USERS[email] }).toJson());
    } else if (request.method === 'GET') {
      page(url, cookies, 200, response);
    } else if (foreign && fault !== 'forms of others') {
      response.writeHead(403).end();
    } else if (url.pathname === '/login' && form.get('password') !== 'demo') {
      page(url, cookies, fault === 'any password' ? 200 : 401, response);
    } else {
      if (fault !== 'sessions that stay') {
        sessions.delete(token);
      }
      if (token) {
        response.appendHeader('Set-Cookie', `${LOGGED_OUT}=1; HttpOnly; Path=/; SameSite=Lax`);
      }
      if (url.pathname === '/login') {
        const fresh = randomBytes(32).toString('hex');
        sessions.set(fresh, form.get('email'));
        const hidden = fault === 'a session that scripts see' ? '' : ' HttpOnly;';
        const cookie = `${name}_session=${fresh};${hidden} Path=/; SameSite=Lax`;
        response.appendHeader('Set-Cookie', cookie);
      }
      response.writeHead(303, { Location: '/' }).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    name,
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

module.exports = { startFaultyApp };
