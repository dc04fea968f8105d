// What the steps of the build share: arguments, words for whoever builds, child processes, files and their hashes.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const REMEDY = "To build without the browser client: cmake -DSPIRAL_WEB=OFF";

/** Ends the build with what is wrong and what helps. */
export function giveUp(what, remedy = REMEDY) {
  process.stderr.write(`the browser client: ${what}\n${remedy}\n`);
  process.exit(1);
}

/** `--name value` pairs; every name in `names` must be there. */
export function argumentsOf(names) {
  const given = {};
  for (let at = 2; at + 1 < process.argv.length; at += 2)
    given[process.argv[at].replace(/^--/, "")] = process.argv[at + 1];
  const missing = names.filter((name) => !given[name]);
  if (missing.length > 0) giveUp(`--${missing.join(", --")} missing: cmake gives them to this step`);
  return given;
}

export function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 18)
    giveUp(`node ${process.versions.node} is too old, at least 18 is needed`, `Install a newer nodejs. ${REMEDY}`);
}

/** Runs a program to its end; resolves with { code, output }, both of its outputs in one text. */
export function run(program, words, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    child.stdout.on("data", (piece) => (output += piece));
    child.stderr.on("data", (piece) => (output += piece));
    child.on("error", (error) => resolve({ code: error.code === "ENOENT" ? 127 : 126, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** As `run`, and nothing goes on after a failure. */
export async function mustRun(program, words, options, what, remedy) {
  const { code, output } = await run(program, words, options);
  if (code === 127) giveUp(`${program} is not there: ${what}`, remedy);
  if (code !== 0) giveUp(`${what}\n${output.trim()}`, remedy);
  return output;
}

/** All files below a folder, from it, sorted. */
export function filesBelow(folder, under = "") {
  if (!existsSync(join(folder, under))) return [];
  return readdirSync(join(folder, under), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(under, entry.name);
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && statSync(join(folder, path)).isDirectory());
      return isFolder ? filesBelow(folder, path) : [path];
    })
    .sort();
}

export function hashOf(...pieces) {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(`${piece.length}:`).update(piece);
  return hash.digest("hex").slice(0, 16);
}

/** One hash of all files with their names. */
export function hashOfFiles(paths) {
  return hashOf(...paths.flatMap((path) => [path, readFileSync(path)]));
}

/** Writes only what changed, so that nothing is compiled again in vain. */
export function writeChanged(path, content) {
  const bytes = Buffer.from(content);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** Makes `path` with `fill(scratch)` unless it is there. Two builds may do so at the same time: each fills a
 * folder of its own, and the first to be done gives it its name. */
export async function once(path, fill) {
  if (existsSync(path)) {
    utimesSync(path, new Date(), new Date());
    return;
  }
  const scratch = `${path}.${process.pid}`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  await fill(scratch);
  try {
    renameSync(scratch, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** Of all that begins with `prefix`, the `count` newest stay; what is younger than a day may be in use. */
export function keepNewest(folder, prefix, count) {
  const aged = readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path, at } of aged.slice(count))
    if (Date.now() - at > 24 * 3600 * 1000) rmSync(path, { recursive: true, force: true });
}
