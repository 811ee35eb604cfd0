'use strict';

// What visits the servers of tests: a browser that keeps cookies, and follows nothing by itself.

const http = require('node:http');

class Browser {
  #port;
  /** Cookies by name. */
  cookies = new Map();

  constructor(port) {
    this.#port = port;
  }

  get(path, options) {
    return this.request('GET', path, options);
  }

  /** Sends a form, or JSON. */
  post(path, fields = {}, options) {
    const body = new URLSearchParams(fields).toString();
    return this.request('POST', path, { ...options, body });
  }

  /** An answer: its status, text, headers in lower case and as they stand, and what it set as cookies. */
  async request(method, path, { body, headers = {} } = {}) {
    const sent = { ...headers };
    if (this.cookies.size > 0) {
      sent.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    }
    if (body !== undefined) sent['content-type'] ??= 'application/x-www-form-urlencoded';
    const response = await new Promise((resolve, reject) => {
      const to = { host: '127.0.0.1', port: this.#port, method, path, headers: sent, agent: false };
      http.request(to, resolve).on('error', reject).end(body);
    });
    response.setEncoding('utf8');
    let text = '';
    for await (const part of response) text += part;
    const set = response.headers['set-cookie'] ?? [];
    for (const cookie of set) this.#keep(cookie);
    const raw = [];
    for (let i = 0; i < response.rawHeaders.length; i += 2) {
      const [name, value] = response.rawHeaders.slice(i, i + 2);
      if (name !== 'Date') raw.push(`${name}: ${value}`);
    }
    return { status: response.statusCode, headers: response.headers, raw, set, text };
  }

  #keep(cookie) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
    if (/;\s*Max-Age=0\b/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Serves until the test ends; returns the port. */
async function serve(t, listener) {
  const server = http.createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  }));
  return server.address().port;
}

module.exports = { Browser, serve };
