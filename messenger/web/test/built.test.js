import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { WIDGET, built } from "../build.mjs";

const folder = new URL("../", import.meta.url);
const served = readFileSync(WIDGET, "utf8");
const sources = readdirSync(new URL("src/", folder)).filter((name) => name.endsWith(".js"));

test("what is served is what was built from the parts", () => {
  assert.ok(served === built(), "run: npm run build");
});

test("it is under 6 KB, compressed", () => {
  const size = gzipSync(served, { level: 9 }).length;
  assert.ok(size < 6000, `${size} bytes`);
});

test("every part is in it", () => {
  const named = readFileSync(new URL("build.mjs", folder), "utf8");
  for (const name of sources) assert.ok(named.includes(`"${name.replace(".js", "")}"`), name);
});

test("the types are right", () => {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], { cwd: folder });
});

// Text can become markup or code through these; visitors' data must not be kept by the others.
const FORBIDDEN = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(|srcdoc|\.style\b|localStorage|sessionStorage|indexedDB|document\.cookie|caches\b/;

test("it makes no markup of text, and stores nothing", () => {
  for (const name of sources) {
    assert.doesNotMatch(readFileSync(new URL(`src/${name}`, folder), "utf8"), FORBIDDEN, name);
  }
  for (const planted of ["row.innerHTML = text", "localStorage.setItem(a, b)", "new Function(code)"]) {
    assert.match(planted, FORBIDDEN);
  }
});
