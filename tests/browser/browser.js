'use strict';

// Chromium as the system has it, with a profile of its own that is gone afterwards.

const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const { chromium } = require('playwright-core');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser's path: that of the variable CHROMIUM, or else the first one that is installed. */
function executable() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  const folders = process.env.PATH.split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = paths.find(existsSync);
  if (!found) {
    throw new Error('Missing: Chromium. Install it, or name its program in CHROMIUM.');
  }
  return found;
}

/**
 * @param {import('playwright-core').LaunchOptions} [options]
 * @returns {Promise<import('playwright-core').Browser>}
 */
function launch(options) {
  return chromium.launch({
    ...options,
    executablePath: executable(),
    args: [
      '--disable-gpu',
      '--disable-quic',
      // Nothing outside this machine is reached, however a page may try.
      '--no-proxy-server',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
    // A page must not come back out of this cache after a logout, so it has to be on.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
}

module.exports = { launch };
