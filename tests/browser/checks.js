'use strict';

// The checks that a page has to pass: its shape by parse5 and in Chromium, and what ran in it.

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { loader } = require('../../bindings-node');
const { benign } = require('./cases.js');
const { REPORTS, openSite } = require('./site.js');

const OBSERVER = readFileSync(join(__dirname, 'observer.js'), 'utf8');
const NO_ICON = '<!doctype html><link rel="icon" href="data:,">';
const AT_ONCE = 8;
const PER_LOAD = 100;

/** As `shapeOf` in observer.js, from parse5's tree. */
function shapeOf(node, shape = [], scripts = []) {
  if (node.tagName) {
    shape.push(['<', node.tagName, ...node.attrs.map(({ name, value }) => [name, value])]);
    if (node.tagName === 'script') {
      scripts.push(node.childNodes.map((child) => child.value).join(''));
      return { shape, scripts };
    }
  } else if (node.nodeName === '#text') {
    shape.push(['text', node.value]);
  } else if (node.nodeName !== '#document') {
    shape.push([node.nodeName === '#documentType' ? node.name : node.nodeName]);
  }
  node.childNodes?.forEach((child) => shapeOf(child, shape, scripts));
  if (node.tagName) {
    shape.push(['>']);
  }
  return { shape, scripts };
}

/** Reports what a policy against everything but the tag's scripts would stop, and stops nothing. */
function policy(nonce) {
  return `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; report-uri ${REPORTS}`;
}

/**
 * Loads cases in Chromium, each as a document of its own that comes from a server.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('./cases.js').Case[]} cases
 */
async function inBrowser(browser, cases) {
  const site = await openSite({
    '/': { body: `${NO_ICON}<script src="/observer.js"></script><p>` },
    '/observer.js': { type: 'text/javascript', body: OBSERVER },
    '/loader.js': { type: 'text/javascript', body: loader() },
    '/last': {
      headers: { 'Content-Security-Policy-Report-Only': policy('x') },
      body: `${NO_ICON}<script nonce="y">0</script>`,
    },
  });
  const paths = cases.map(({ body, nonce }, index) => {
    const headers = { 'Content-Security-Policy-Report-Only': policy(nonce) };
    site.pages.set(`/case/${index}`, { headers, body });
    return `/case/${index}`;
  });
  const context = await browser.newContext();
  await context.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const dialogs = [];
  const requests = [];
  const results = [];
  const globals = new Set();
  try {
    for (let from = 0; from < paths.length; from += PER_LOAD) {
      const page = await context.newPage();
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        return dialog.dismiss();
      });
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(`${site.origin}/`);
      const batch = paths.slice(from, from + PER_LOAD);
      const json = await page.evaluate(([list, n]) => observe(list, n), [batch, AT_ONCE]);
      const { observed, after } = JSON.parse(json);
      results.push(...observed);
      after.forEach((name) => globals.add(name));
      await page.close();
    }
    // Reports are sent one after the other, so that a last one says that there is none on its way.
    const page = await context.newPage();
    await page.goto(`${site.origin}/last`);
    const isLast = (report) => report['document-uri'].endsWith('/last');
    while (!site.reports.some(isLast)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const known = new Set([...paths, '/', '/observer.js', '/loader.js', '/last']);
    return {
      results,
      dialogs,
      globals: [...globals],
      reports: site.reports.filter((report) => !isLast(report)),
      requests: [...requests, ...site.requests.map((path) => site.origin + path)].filter(
        (url) => !url.startsWith(site.origin) || !known.has(url.slice(site.origin.length)),
      ),
    };
  } finally {
    await context.close();
    await site.close();
  }
}

/** A shape in which a case's nonce is like that of any other. */
function anonymous(shape, nonce) {
  const own = JSON.stringify(['nonce', nonce]);
  const blank = (part) => (JSON.stringify(part) === own ? ['nonce', 'its own'] : part);
  return shape.map((entry) => (entry[0] === '<' ? entry.map(blank) : entry));
}

/**
 * What is the matter with the page of a case; nothing if it is as it should be.
 *
 * @param {import('./cases.js').Case} given
 * @param {object} observed What observer.js tells of it.
 * @param {{case: import('./cases.js').Case, observed: object}} model The benign page.
 * @param {(html: string) => object} parse The one of parse5.
 * @returns {string[]}
 */
function findings(given, observed, model, parse) {
  if (observed.failed) {
    return [`failed: ${observed.failed}`];
  }
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const parsed = shapeOf(parse(given.body));
  const shape = anonymous(model.observed.shape, model.case.nonce);
  const wrong = {
    'parse5 shape': !same(anonymous(parsed.shape, given.nonce), shape),
    'parse5 script': !same(parsed.scripts, given.scripts),
    shape: !same(anonymous(observed.shape, given.nonce), shape),
    script: !same(observed.scripts, given.scripts),
    global: !same(observed.globals, model.observed.globals),
    violation: observed.violations.length > 0,
    told: !same(observed.told, given.told),
  };
  return Object.keys(wrong).filter((name) => wrong[name]);
}

/**
 * Every check on every case: the findings of each that has any, and what belongs to none alone.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('./cases.js').Case[]} cases
 */
async function check(browser, cases) {
  const { parse } = await import('parse5');
  const kind = ({ renderings, visitors }) => `${renderings} ${visitors}`;
  const kinds = [...new Map(cases.map((given) => [kind(given), given])).values()];
  const models = kinds.map(benign);
  const { results, ...seen } = await inBrowser(browser, [...models, ...cases]);
  const wrong = [...models, ...cases].flatMap((given, index) => {
    const like = kinds.findIndex((other) => kind(other) === kind(given));
    const model = { case: models[like], observed: results[like] };
    const found = findings(given, results[index], model, parse);
    return found.length > 0 ? [{ name: given.name, found }] : [];
  });
  return { wrong, ...seen };
}

module.exports = { check };
