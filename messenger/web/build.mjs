// Puts the parts of the widget one after the other into the file that is served, and makes it small.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const PARTS = ["place", "events", "request", "session", "outbox", "panel", "tabs", "queue", "main"];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const WIDGET = here("widget.js");

/** The text of widget.js. Names that two parts give to different things are refused. */
export function built() {
  const parts = PARTS.map((part) => readFileSync(here(`src/${part}.js`), "utf8"));
  const code = parts.join("").replace(/^import .*;$/gm, "").replace(/^export /gm, "");
  // A second copy on the same page leaves the first one alone.
  const script = `(function(){"use strict";if(window.acquireIO)return;\n${code}})();`;
  const banner = "// userhash messenger. MIT OR Apache-2.0.";
  const style = transformSync(readFileSync(here("src/style.css"), "utf8"), { loader: "css", minify: true }).code;
  const define = { STYLE: JSON.stringify(style.trim()) };
  return transformSync(script, { minify: true, target: "es2022", banner, define }).code;
}

if (process.argv[1] === here("build.mjs")) writeFileSync(WIDGET, built());
