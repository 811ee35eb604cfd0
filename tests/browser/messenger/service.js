'use strict';

// The real messenger: its own configuration in a temporary folder, its key in its environment.

const assert = require('node:assert/strict');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { freePort, startServer } = require('../apps.js');

const TARGET = process.env.CARGO_TARGET_DIR ?? join(__dirname, '..', '..', '..', 'target');
const BINARY = process.env.MESSENGER_BINARY ?? join(TARGET, 'debug', 'userhash-messenger');
const NAME = 'userhash-messenger';

/** Rates are tested elsewhere; here they would only make tests wait. */
const LIMITS = `[limits]
requests_per_second_per_address = 0
logins_per_minute_per_identity = 0
messages_per_minute_per_conversation = 0
`;

function toml({ port, folder, apps, sessions }) {
  const tables = Object.entries(apps).map(
    ([id, { policy, origin }]) => `[apps.${id}]
key = { env = "USERHASH_SECRET_KEY" }
policy = "${policy ?? 'enforce'}"
allowed_origins = ["${origin}"]
`,
  );
  const lifetimes = Object.entries(sessions).map(([name, seconds]) => `${name} = ${seconds}\n`);
  return [
    `listen = "127.0.0.1:${port}"\ndatabase = "${join(folder, 'messenger.sqlite')}"\n`,
    LIMITS,
    `[sessions]\n${lifetimes.join('')}`,
    ...tables,
  ].join('\n');
}

/**
 * Starts a messenger. It can be stopped or killed, and started again: on the same port and with
 * the same database.
 *
 * @param {object} given
 * @param {string} given.secret The secret key of all its apps.
 * @param {Record<string, {origin: string, policy?: string}>} given.apps
 * @param {string} [given.database] A PostgreSQL database; without it, it is a file of SQLite.
 */
async function startMessenger({ secret, apps, database }) {
  const folder = mkdtempSync(join(tmpdir(), 'userhash-messenger-'));
  const config = join(folder, 'messenger.toml');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const variables = {
    USERHASH_SECRET_KEY: secret,
    DATABASE_URL: database,
    MESSENGER_BINARY: BINARY,
    MESSENGER_CONFIG: config,
  };
  /** Every process that there was; the last one is running unless it was ended. */
  const servers = [];

  const messenger = {
    origin,
    url: `${origin}/widget.js`,

    /** @param {Record<string, number>} [sessions] Lifetimes that are not the usual ones. */
    async start(sessions = {}) {
      writeFileSync(config, toml({ port, folder, apps, sessions }));
      servers.push(await startServer(NAME, join(__dirname, 'run'), variables, port));
    },

    /** As an operator ends it. */
    async stop() {
      assert.equal(await servers.at(-1).stop(), 0, 'it ends when it is told to');
    },

    /** Without a chance to write anything any more. */
    async kill() {
      const [, pid] = /^pid (\d+)$/m.exec(servers.at(-1).output.join('\n'));
      process.kill(Number(pid), 'SIGKILL');
      assert.equal(await servers.at(-1).stop(), 137, 'it was killed');
    },

    /** All that it wrote. */
    output: () => servers.flatMap(({ output }) => output).join('\n'),

    /** The lines of its log about one kind of event. */
    events(name) {
      const lines = messenger.output().split('\n');
      const log = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
      return log.filter(({ event }) => event === name);
    },

    /** A counter of the running process, or 0 if it has not counted yet. */
    async metric(line) {
      const text = await (await fetch(`${origin}/metrics`)).text();
      const found = text.split('\n').find((one) => one.startsWith(`${line} `));
      return found ? Number(found.split(' ').at(-1)) : 0;
    },

    /** What somebody gets who has these cookies, and no browser. */
    async ask(app, path, cookies, options = {}) {
      const address = `${origin}/v1/apps/${app}/${path}`;
      const pairs = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      const headers = { Cookie: pairs, Origin: apps[app].origin, ...options.headers };
      const response = await fetch(address, { ...options, headers });
      return { status: response.status, body: await response.json() };
    },

    async end() {
      try {
        const [panics, codes] = [messenger.events('panic'), servers.map((one) => one.stop())];
        await Promise.all(codes);
        assert.deepEqual(panics, []);
        assert.ok(!messenger.output().includes(secret), 'its output does not give the key away');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
  try {
    await messenger.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return messenger;
}

module.exports = { BINARY, startMessenger };
