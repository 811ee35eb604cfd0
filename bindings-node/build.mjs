// Builds the addon, and with --generate the type declarations that are committed along with it.
//
//   node build.mjs                  the addon, into lib/
//   node build.mjs --generate       besides, the declarations, into lib/
//   node build.mjs --into FOLDER    both, into FOLDER
//
// The overrides in package.json keep parts of napi's command line, for cross-compiling, at the last
// releases that run on Node 20.
//
// native.d.ts comes from src/ through napi, the other declarations from the JSDoc of lib/*.js.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const lib = join(here, 'lib');
const require = createRequire(import.meta.url);
const { values } = parseArgs({
  options: { generate: { type: 'boolean' }, into: { type: 'string' } },
});
const into = values.into ? resolve(values.into) : lib;

if (spawnSync('cargo', ['--version'], { stdio: 'ignore' }).status !== 0) {
  console.error('Missing: Rust 1.88 or later (https://rustup.rs).');
  process.exit(1);
}
const products = mkdtempSync(join(tmpdir(), 'userhash-'));
try {
  build();
  if (values.generate || values.into) declare();
} finally {
  rmSync(products, { recursive: true, force: true });
}

function build() {
  run('@napi-rs/cli', 'napi', 'build', '--release', '--output-dir', products, '--dts', 'native.d.ts', '--', '--locked');
  mkdirSync(into, { recursive: true });
  const addon = `userhash.${process.platform}-${process.arch}.node`;
  // Put in place in one step: a program that is running may have mapped the addon into its memory.
  copyFileSync(join(products, 'userhash.node'), join(into, `${addon}.new`));
  renameSync(join(into, `${addon}.new`), join(into, addon));
}

function declare() {
  // Apart from lib/, where the compiler would take the declarations that are there for the truth.
  const sources = readdirSync(lib).filter((name) => name.endsWith('.js'));
  for (const name of sources) copyFileSync(join(lib, name), join(products, name));
  copyFileSync(join(here, 'tsconfig.json'), join(products, 'tsconfig.json'));
  const types = join(here, 'node_modules', '@types');
  run('typescript', 'tsc', '--project', products, '--typeRoots', types, '--outDir', into);
  copyFileSync(join(products, 'native.d.ts'), join(into, 'native.d.ts'));
}

/** Runs a program of a package that npm installed; ends this one if it fails. */
function run(name, program, ...args) {
  const manifest = require.resolve(`${name}/package.json`);
  const script = join(dirname(manifest), require(manifest).bin[program]);
  const { status, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: here,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) {
    rmSync(products, { recursive: true, force: true });
    process.exit(status ?? 1);
  }
}
