// The tests of the browser client.
//
//   node tests.mjs tree  --top TREE --modules NODE_MODULES --tree DIR [--protoc PROTOC]   prepares a tree to test in
//   node tests.mjs types --top TREE --modules NODE_MODULES --tree DIR                     checks the types of all
//   node tests.mjs words --top TREE --words DIR                                           checks the catalogues against the sources
//   node tests.mjs load  --sizes FILE                                                     checks what the first page weighs
//   node tests.mjs FILE  --modules NODE_MODULES --tree DIR                                runs one file of tests, from the tree's top

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { esbuildOf } from "./bundle.mjs";
import { argumentsOf, giveUp } from "./tools.mjs";
import { checkTypes, makeTree } from "./tree.mjs";
import { wordsMissing, wordsUnsaid, wordsWanted } from "./words.mjs";

const FIRST_LOAD_MAX = 120 * 1000; // bytes that travel before a student can join

async function tree() {
  const given = { protoc: "protoc", ...argumentsOf(["top", "modules", "tree"]) };
  rmSync(given.tree, { recursive: true, force: true });
  await makeTree(given.tree, given);
}

async function types() {
  const given = argumentsOf(["top", "modules", "tree"]);
  const wrong = await checkTypes(given.tree, given.top, given.modules);
  if (wrong) giveUp(`the types do not fit:\n${wrong}`, "");
}

function words() {
  const given = argumentsOf(["top", "words"]);
  const wanted = wordsWanted(join(given.top, "client", "web"));
  const wrong = ["en", "es"].flatMap((language) => {
    const catalogue = JSON.parse(readFileSync(join(given.words, `${language}.json`), "utf8"));
    return [...wordsMissing(catalogue, wanted, language), ...wordsUnsaid(catalogue, wanted, language)];
  });
  if (wanted.keys.size < 10) wrong.push("hardly a key was found: the sources are not seen");
  if (wrong.length > 0) giveUp(`words and sources do not agree:\n${wrong.join("\n")}`, "Sentences stand in config/locale/{en,es}; keys that are put together are declared in client/web/words.json.");
}

function load() {
  const { firstLoad, first, sizes } = JSON.parse(readFileSync(argumentsOf(["sizes"]).sizes, "utf8"));
  first.forEach((path) => process.stdout.write(`${String(sizes[path]).padStart(8)} ${path}\n`));
  process.stdout.write(`${String(firstLoad).padStart(8)} in all, at most ${FIRST_LOAD_MAX}\n`);
  if (firstLoad > FIRST_LOAD_MAX) giveUp("the first page weighs too much", "Load what it does not need at once by a dynamic import.");
}

/** Bundled for this node, with the sources' own lines in what fails. */
async function test(file) {
  const given = argumentsOf(["modules", "tree"]);
  const out = join(given.tree, "bundled", file.replace(/\//g, "_").replace(/\.(tsx?|mjs)$/, ".mjs"));
  const esbuild = esbuildOf(given.modules);
  mkdirSync(join(given.tree, "bundled"), { recursive: true });
  try {
    await esbuild.build({
      absWorkingDir: given.tree,
      entryPoints: [file],
      outfile: out,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node18",
      sourcemap: "inline",
      preserveSymlinks: true,
      jsx: "automatic",
      jsxImportSource: "preact",
      loader: { ".css": "empty" },
      logLevel: "silent",
    });
  } catch (error) {
    if (!error.errors) throw error;
    giveUp((await esbuild.formatMessages(error.errors, { kind: "error", color: false })).join("\n"), "");
  }
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", out], { stdio: "inherit" });
  process.exit(status ?? 1);
}

const [what] = process.argv.splice(2, 1);
const steps = { tree, types, words, load };
await (steps[what] ? steps[what]() : test(what));
