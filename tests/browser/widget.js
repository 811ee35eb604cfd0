'use strict';

// The widget that the example apps load: the one place that decides which it is.

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { openSite } = require('./site.js');

/** Serves the recorder as the widget's script. */
async function startWidget() {
  const body = readFileSync(join(__dirname, 'recorder.js'), 'utf8');
  const site = await openSite({ '/widget.js': { type: 'text/javascript', body } });
  return {
    url: `${site.origin}/widget.js`,
    /** What a page told the widget, in this order, and as which app. */
    async told(page) {
      await page.waitForFunction(() => window.recorder);
      return page.evaluate(() => window.recorder);
    },
    stop: () => site.close(),
  };
}

module.exports = { startWidget };
