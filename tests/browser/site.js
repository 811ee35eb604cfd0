'use strict';

// A web site for one test: pages by their path, and a record of what was asked for and reported.

const { once } = require('node:events');
const http = require('node:http');

/** Where pages report violations of their Content Security Policy to. */
const REPORTS = '/reports';

/**
 * @typedef {object} Resource
 * @property {string} [type] HTML unless it says otherwise.
 * @property {Record<string, string>} [headers]
 * @property {string | Buffer} body
 */

/**
 * Starts a site on a free port of 127.0.0.1.
 *
 * @param {Record<string, Resource>} [resources]
 */
async function openSite(resources = {}) {
  const pages = new Map(Object.entries(resources));
  const requests = [];
  const reports = [];
  const server = http.createServer(async (request, response) => {
    if (request.url === REPORTS) {
      const chunks = await request.toArray();
      reports.push(JSON.parse(Buffer.concat(chunks).toString())['csp-report']);
      response.writeHead(204).end();
      return;
    }
    requests.push(request.url);
    const page = pages.get(request.url);
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const type = page.type ?? 'text/html; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store', ...page.headers });
    response.end(page.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    pages,
    requests,
    reports,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

module.exports = { REPORTS, openSite };
