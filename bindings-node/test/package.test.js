'use strict';

// The package as others see it: what it exports to whom, its types, what it weighs, its documents.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const esbuild = require('esbuild');
const { expectedHash, USER } = require('./support.js');

const PACKAGE = path.join(__dirname, '..');
const ROOT = path.join(PACKAGE, '..');
const manifest = require('userhash/package.json');

/** A folder of an app that has the package installed. */
let app;
before(() => {
  app = fs.mkdtempSync(path.join(os.tmpdir(), 'userhash-app-'));
  fs.mkdirSync(path.join(app, 'node_modules'));
  fs.symlinkSync(PACKAGE, path.join(app, 'node_modules', 'userhash'), 'junction');
});
after(() => fs.rmSync(app, { recursive: true, force: true }));

/** Runs a program in that app; returns what it writes. */
function run(source, name = 'program.js') {
  fs.writeFileSync(path.join(app, name), source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [name], {
    cwd: app,
    encoding: 'utf8',
    env: { ...process.env, USERHASH_SECRET_KEY: 'a secret' },
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Runs a tool of node_modules. */
function tool(name, ...args) {
  return spawnSync(process.execPath, [require.resolve(name), ...args], { cwd: PACKAGE, encoding: 'utf8' });
}

test('CommonJS and ES modules get the same classes', () => {
  const forPages = ['logoutScriptTag', 'logoutCall', 'logoutCspHash', 'logoutDataTag', 'loader', 'headers'];
  const program = `
    import { createRequire } from 'node:module';
    import { SecretKey, KeyRing, UserhashError, Visitor, headers } from 'userhash';
    import * as all from 'userhash';
    import crypto, { createHmac, timingSafeEqual, Hmac } from 'userhash/crypto';
    import * as http from 'userhash/http';
    import * as express from 'userhash/express';
    const require = createRequire(import.meta.url);
    const [required, requiredCrypto] = [require('userhash'), require('userhash/crypto')];
    console.log(JSON.stringify([
      SecretKey === required.SecretKey, KeyRing === required.KeyRing, UserhashError === required.UserhashError,
      createHmac === requiredCrypto.createHmac, crypto === requiredCrypto, Hmac === requiredCrypto.Hmac,
      timingSafeEqual(Buffer.from('a'), Buffer.from('a')), Visitor === required.Visitor, headers === required.headers,
      http.userhash === require('userhash/http').userhash, express.userhash === require('userhash/express').userhash,
      Object.keys({ ...http, ...express }), Object.keys(all), Object.keys(required), Object.keys(requiredCrypto),
    ]));`;
  assert.deepEqual(JSON.parse(run(program, 'program.mjs')), [
    true, true, true, true, true, true, true, true, true, true, true,
    ['userhash'],
    ['KeyRing', 'SecretKey', 'UserhashError', 'Visitor', ...forPages.toSorted()],
    ['SecretKey', 'KeyRing', 'UserhashError', 'Visitor', ...forPages],
    ['createHmac', 'timingSafeEqual', 'Hmac'],
  ]);
});

test('the safe interface doesn’t load streams or cryptography of Node’s', () => {
  const program = `
    const before = new Set(process.moduleLoadList);
    require('userhash').SecretKey.fromHex('00ff').userHash('user');
    console.log(JSON.stringify(process.moduleLoadList.filter((name) => !before.has(name))));
    console.log(JSON.stringify(Object.keys(require.cache).map((file) => file.split(/[\\\\/]/).pop())));`;
  const [builtin, files] = run(program).trim().split('\n').map(JSON.parse);
  assert.deepEqual(builtin.filter((name) => /crypto|stream|worker|url/.test(name)), []);
  // Nor what is for pages.
  assert.deepEqual(files, ['program.js', 'index.js', 'error.js']);
});

test('nothing else can be loaded', () => {
  for (const inside of ['userhash/lib/native.js', 'userhash/exchange', 'userhash/lib/index.js', 'userhash/native', 'userhash/lib/hmac']) {
    assert.throws(() => require(inside), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
  }
});

test('a missing addon says what to do', () => {
  const copy = path.join(app, 'without-addon');
  fs.mkdirSync(copy);
  fs.copyFileSync(path.join(PACKAGE, 'lib', 'index.js'), path.join(copy, 'index.js'));
  assert.throws(() => require(copy), (error) => {
    assert.match(error.message, /^userhash has no addon for \S+ that this Node can load: run "npm install && npm run build"/);
    return error.cause.code === 'ERR_DLOPEN_FAILED';
  });
});

test('bundles for browsers throw and explain', async () => {
  const sources = {
    require: "const { SecretKey } = require('userhash'); console.log(SecretKey);",
    import: "import { SecretKey, KeyRing, UserhashError, Visitor, headers } from 'userhash'; console.log(SecretKey, KeyRing, UserhashError, Visitor, headers);",
    'require crypto': "const { createHmac } = require('userhash/crypto'); console.log(createHmac);",
    'require http': "const { userhash } = require('userhash/http'); userhash({});",
    'import http': "import { userhash } from 'userhash/http'; userhash({});",
    'require express': "const { userhash } = require('userhash/express'); userhash({});",
    'import express': "import { userhash } from 'userhash/express'; userhash({});",
    'import crypto': "import crypto, { createHmac, timingSafeEqual, Hmac } from 'userhash/crypto'; console.log(crypto, createHmac, timingSafeEqual, Hmac);",
  };
  for (const [name, contents] of Object.entries(sources)) {
    const { outputFiles, warnings } = await esbuild.build({
      stdin: { contents, resolveDir: app },
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
      logLevel: 'silent',
    });
    const bundle = outputFiles[0].text;
    assert.deepEqual(warnings, [], name);
    assert.ok(!bundle.includes('dlopen'), name);
    assert.throws(() => new Function(bundle)(), /userhash is for servers: a secret key in a browser is no secret/, name);
  }
  // For servers, the same source is bundled with the real package.
  const { outputFiles } = await esbuild.build({
    stdin: { contents: sources.import, resolveDir: app },
    bundle: true,
    platform: 'node',
    write: false,
  });
  assert.ok(outputFiles[0].text.includes('dlopen'));
});

test('the types hold, strictly, for CommonJS and ES modules', () => {
  const { status, stdout } = tool('typescript/bin/tsc', '--project', path.join(__dirname, 'types'));
  assert.equal(stdout, '');
  assert.equal(status, 0);
});

test('what is generated is what is committed', () => {
  const fresh = fs.mkdtempSync(path.join(os.tmpdir(), 'userhash-fresh-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, ['build.mjs', '--into', fresh], { cwd: PACKAGE, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const declarations = fs.readdirSync(fresh).filter((name) => name.endsWith('.d.ts'));
    assert.ok(declarations.includes('native.d.ts') && declarations.includes('index.d.ts') && declarations.includes('hmac.d.ts'));
    for (const name of declarations) {
      const [generated, committed] = [fresh, path.join(PACKAGE, 'lib')].map((folder) => fs.readFileSync(path.join(folder, name), 'utf8'));
      assert.equal(committed, generated, `lib/${name} is out of date: run "npm run generate"`);
    }
    const byHand = ['crypto.d.ts', 'exports.d.ts'];
    const all = fs.readdirSync(path.join(PACKAGE, 'lib')).filter((name) => name.endsWith('.d.ts'));
    assert.deepEqual(all.sort(), [...declarations, ...byHand].sort());
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
});

test('the addon is small', () => {
  const addon = path.join(PACKAGE, 'lib', `userhash.${process.platform}-${process.arch}.node`);
  const { size } = fs.statSync(addon);
  assert.ok(size < 900_000, `${size} bytes`);
});

test('there is one version', () => {
  const [, version] = fs.readFileSync(path.join(ROOT, 'Cargo.toml'), 'utf8').match(/\[workspace\.package\]\nversion = "(.+)"/);
  assert.equal(manifest.version, version);
  assert.equal(require('../package-lock.json').version, version);
});

test('the lock file names no host', () => {
  const packages = Object.entries(require('../package-lock.json').packages);
  assert.ok(packages.length > 10);
  for (const [name, { resolved }] of packages) assert.equal(resolved, undefined, name);
});

test('what is shipped', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: PACKAGE, encoding: 'utf8', shell: process.platform === 'win32' });
  const files = JSON.parse(stdout)[0].files.map(({ path: name }) => name);
  for (const name of files) assert.match(name, /^(lib\/[\w.-]+\.(js|mjs|d\.ts|d\.mts|node)|README\.md|package\.json)$/);
  for (const target of JSON.stringify(manifest.exports).match(/\.\/lib\/[^"]+/g)) {
    assert.ok(files.includes(target.slice(2)), target);
  }
});

test('the programs of the documents run', () => {
  const snippet = fs.readFileSync(path.join(ROOT, 'docs', 'snippets', 'readme.js'), 'utf8');
  assert.equal(run(snippet), `${expectedHash('a secret', USER)}\ntrue\nfalse\n`);
  const readme = fs.readFileSync(path.join(PACKAGE, 'README.md'), 'utf8');
  // Those that are files are run by snippets.test.js.
  const programs = [...readme.matchAll(/(?<!-->\n)```js\n(.*?)```/gs)].map(([, program]) => program);
  assert.equal(programs.length, 4);
  for (const program of programs) run(program);
  const asModule = programs[0].replace(/^const (.*) = require\((.*?)\);.*$/gm, 'import $1 from $2;');
  assert.match(asModule, /^import \{ SecretKey \} from 'userhash';$/m);
  run(asModule, 'program.mjs');
});
