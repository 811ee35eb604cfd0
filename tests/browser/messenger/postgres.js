'use strict';

// A PostgreSQL server of its own, as messenger/checks starts it.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const readline = require('node:readline');
const { BINARY } = require('./service.js');

const CHECKS = join(__dirname, '..', '..', '..', 'messenger', 'checks');

/** Runs beside the server: the server ends with it, and it ends with our end of its input. */
const KEEPER = 'echo "$MESSENGER_TEST_DATABASE"; cat >/dev/null';

/**
 * Starts the server in a temporary folder, as a user without rights.
 *
 * @returns {Promise<{database: string, stop: () => Promise<void>}>}
 */
async function startPostgres() {
  const child = spawn('python3', [join(CHECKS, 'with_postgres.py'), 'sh', '-c', KEEPER], {
    env: { ...process.env, MESSENGER_BINARY: BINARY, PYTHONDONTWRITEBYTECODE: '1' },
    // Out of the terminal's reach: it ends by its input alone, and tidies up then.
    detached: true,
  });
  const complaints = [];
  child.stderr.on('data', (data) => complaints.push(data));
  const ended = once(child, 'close');
  const [line] = await Promise.race([
    once(readline.createInterface({ input: child.stdout }), 'line'),
    ended.then(() => [undefined]),
  ]);
  if (!line) {
    throw new Error(`PostgreSQL did not start:\n${Buffer.concat(complaints)}`);
  }
  return {
    database: line,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

module.exports = { startPostgres };
