// The call as Node writes it, from userhash/crypto and from Node's own crypto: the same files, of
// which only the name of the module is changed. Runs where a node_modules has userhash.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, workspace] = process.argv;
const inputs = JSON.parse(await readFile(path.join(folder, "..", "inputs.json"), "utf8"));
const place = await mkdtemp(path.join(workspace, "tab-"));

async function load(name, module) {
  const text = await readFile(path.join(folder, name), "utf8");
  if (text.split("userhash/crypto").length !== 2) throw new Error(`${name} does not name the module once`);
  const file = path.join(place, `${module.replace("/", "-")}-${name}`);
  await writeFile(file, text.replace("userhash/crypto", module));
  return (await import(pathToFileURL(file))).default;
}

try {
  for (const name of ["tab.cjs", "tab.mjs"]) {
    const ours = await load(name, "userhash/crypto");
    const theirs = await load(name, "crypto");
    for (const secret of inputs.secrets) {
      for (const user of inputs.users) {
        const right = ours(secret, user) === theirs(secret, user);
        console.log(`${right ? "ok" : "not ok"} - node, ${name}: ${JSON.stringify(secret)}, ${JSON.stringify(user)}`);
      }
    }
  }
} finally {
  await rm(place, { recursive: true });
}
