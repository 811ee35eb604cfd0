'use strict';

// Starts the example apps and ends them, whatever becomes of this process.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync } = require('node:fs');
const net = require('node:net');
const { join } = require('node:path');
const readline = require('node:readline');

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** One for each tab of the document, in its order, and the others. */
const NAMES = ['php', 'rails', 'django', 'fastapi', 'express', 'axum'];

/** The examples of these names, or of the variable EXAMPLES, or all. */
function chosen(given = []) {
  const words = process.env.EXAMPLES?.split(/\s+/).filter(Boolean) ?? [];
  const names = [given, words, NAMES].find(({ length }) => length > 0);
  const missing = names.filter((name) => !existsSync(join(EXAMPLES, name, 'run')));
  if (missing.length > 0) {
    throw new Error(`There is no example ${missing.join(', ')}.`);
  }
  return names;
}

/** A port that nobody listens on now. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts an example app and waits until it is ready.
 *
 * @param {string} name
 * @param {object} options
 * @param {string | undefined} options.secret Its secret key, for its environment.
 * @param {string} options.widgetUrl Where its pages take the widget's script from.
 * @param {number} [options.port]
 * @throws {Error} With what it wrote, if it ends before it is ready.
 */
async function startApp(name, { secret, widgetUrl, port }) {
  const env = { WIDGET_URL: widgetUrl, WIDGET_APP: name, USERHASH_SECRET_KEY: secret };
  return startServer(name, join(EXAMPLES, name, 'run'), env, port ?? (await freePort()));
}

/**
 * Starts a program that serves on 127.0.0.1, and waits for its line `NAME on ADDRESS`.
 *
 * @param {string} name
 * @param {string} program
 * @param {Record<string, string | undefined>} variables What its environment has beside ours, and PORT.
 * @param {number} port
 * @throws {Error} With what it wrote, if it ends before it is ready.
 */
async function startServer(name, program, variables, port) {
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), ...variables };
  for (const [variable, value] of Object.entries(variables)) {
    if (value === undefined) {
      delete env[variable];
    }
  }
  // Out of the terminal's reach, so that Ctrl-C comes here only.
  const child = spawn(join(__dirname, 'leash'), [program], { env, detached: true });
  const output = [];
  const ended = once(child, 'close').then(([code]) => code);
  const ready = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      readline.createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line === `${name} on ${origin}`) {
          resolve(true);
        }
      });
    }
  });
  const server = {
    name,
    origin,
    output,
    /** Ends it; returns the exit code, which is 137 if it had to be killed. */
    stop() {
      child.stdin.end();
      return ended;
    },
  };
  if (!(await Promise.race([ready, ended.then(() => false)]))) {
    const code = await ended;
    const message = `${name} ended with code ${code}:\n${output.join('\n')}`;
    throw Object.assign(new Error(message), { code });
  }
  return server;
}

module.exports = { chosen, freePort, startApp, startServer };
