// Fetches what package-lock.json names, once for each state of the lock: STORE/modules-HASH/node_modules. Later
// builds need no network.
//
//   node install.mjs --web CLIENT-WEB --store STORE --link PATH
//
// PATH becomes a link to the node_modules.

import { copyFileSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { argumentsOf, checkNode, giveUp, hashOf, hashOfFiles, keepNewest, mustRun, once, run } from "./tools.mjs";

const NPM_LEAST = 9;

const given = argumentsOf(["web", "store", "link"]);
checkNode();
const files = ["package.json", "package-lock.json", ".npmrc"];
const key = hashOf(hashOfFiles(files.map((name) => join(given.web, name))), process.versions.modules, process.platform, process.arch);
const place = join(given.store, `modules-${key}`);

async function install(scratch) {
  const { code, output } = await run("npm", ["--version"], { cwd: scratch });
  if (code !== 0) giveUp("npm is not there; it fetches the packages that the client is built with", "Install npm, or cmake -DSPIRAL_WEB=OFF builds without the browser client.");
  const version = output.trim().split("\n").pop() ?? "";
  if (Number(version.split(".")[0]) < NPM_LEAST) giveUp(`npm ${version} is too old, at least ${NPM_LEAST} is needed`);
  for (const name of files) copyFileSync(join(given.web, name), join(scratch, name));
  // No package runs code of its own while it is installed, and what builds is installed whatever NODE_ENV says.
  await mustRun("npm", ["ci", "--ignore-scripts", "--include=dev"], { cwd: scratch }, "npm ci could not fetch its packages:",
    "They come from wherever npm on this machine is configured to look; it needs that once. cmake -DSPIRAL_WEB=OFF builds without the browser client.");
}

mkdirSync(given.store, { recursive: true });
await once(place, install);
const target = join(place, "node_modules");
const there = lstatSync(given.link, { throwIfNoEntry: false });
if (!there?.isSymbolicLink() || readlinkSync(given.link) !== target) {
  rmSync(given.link, { recursive: true, force: true });
  mkdirSync(dirname(given.link), { recursive: true });
  symlinkSync(target, given.link);
}
utimesSync(place, new Date(), new Date());
keepNewest(given.store, "modules-", 2);
