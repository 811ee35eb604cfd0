// Starts the demo with the example apps behind its tabs.

import { fileURLToPath } from "node:url";
import apps from "../../../tests/browser/apps.js";

/** The document's tabs, and one more: their titles, and the example apps behind them. */
export const TABS = [
  { title: "PHP", app: "php" },
  { title: "Rails", app: "rails" },
  { title: "Python", app: "django" },
  { title: "FastAPI", app: "fastapi" },
  { title: "Node", app: "express" },
  { title: "Other", app: "axum" },
];

const folder = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const PROGRAM = process.env.USERHASH_DEMO ?? folder("target/debug/userhash-demo");

/**
 * @param {object} options
 * @param {string} options.secret The secret key of all the apps; it goes through the environment.
 * @param {{ app: string }[]} [options.tabs] those whose apps are started
 * @param {(server: { stop(): Promise<number> }) => void} options.started gets every program as it starts
 * @param {(line: string) => void} [options.tell] gets what happens, line by line
 * @returns {Promise<string>} the demo's address
 */
export async function startDemo({ secret, tabs = TABS, started, tell = () => {} }) {
  const port = await apps.freePort();
  const widgetUrl = `http://127.0.0.1:${port}/demo/widget.js`;
  const variables = { USERHASH_SECRET_KEY: secret, DEMO_EXAMPLES: folder("examples") };
  // One after the other: they build what they need.
  for (const { app } of tabs) {
    const server = await apps.startApp(app, { secret, widgetUrl });
    started(server);
    tell(`${app} on ${server.origin}`);
    variables[`DEMO_${app.toUpperCase()}`] = server.origin;
  }
  const demo = await apps.startServer("userhash-demo", PROGRAM, variables, port);
  started(demo);
  return demo.origin;
}
