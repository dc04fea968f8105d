// Makes of client/web what the server carries in it.
//
//   node build.mjs --top TREE --words DIR --modules NODE_MODULES --store STORE --out DIR [--protoc PROTOC]
//
// `--words` has en.json and es.json as the build makes them of config/locale. OUT gets web_assets.c, web_assets.bin
// and site/, the same files as they are served. The work is done once for each state of the sources and kept in
// STORE, which several build trees share. Types are checked by the test web_types. See README.md.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundle } from "./make/bundle.mjs";
import { embed } from "./make/embed.mjs";
import { licencesOf, packagesOf } from "./make/licences.mjs";
import { asset, hashedAsset, manifestOf, pageOf } from "./make/pages.mjs";
import { argumentsOf, checkNode, filesBelow, giveUp, hashOf, hashOfFiles, keepNewest, once, writeChanged } from "./make/tools.mjs";
import { makeTree, protoFiles } from "./make/tree.mjs";
import { wordsApart, wordsKept, wordsMissing, wordsWanted } from "./make/words.mjs";

const LANGUAGES = ["en", "es"];

const given = { protoc: "protoc", ...argumentsOf(["top", "words", "modules", "store", "out"]) };
checkNode();
const web = join(given.top, "client", "web");

function catalogueOf(language) {
  return JSON.parse(readFileSync(join(given.words, `${language}.json`), "utf8"));
}

/** Of everything the result depends on. */
function keyOfSources() {
  const own = filesBelow(web).filter((path) => !path.startsWith("src/gen/") && !path.endsWith(".md") && !path.startsWith("CMake"));
  const words = LANGUAGES.map((language) => join(given.words, `${language}.json`));
  return hashOf(
    hashOfFiles(own.map((path) => join(web, path))),
    hashOfFiles(protoFiles(given.top)),
    hashOf(...words.map((path) => readFileSync(path))),
    process.version,
  );
}

/** By the name under which the page knows each. */
function wordFiles(catalogues) {
  const wanted = wordsWanted(web);
  for (const language of LANGUAGES) {
    const missing = wordsMissing(catalogues[language], wanted, language);
    if (missing.length > 0) process.stderr.write(`the browser client lacks words:\n  ${missing.join("\n  ")}\n`);
  }
  return Object.fromEntries(LANGUAGES.flatMap((language) =>
    Object.entries(wordsApart(wordsKept(catalogues[language], wanted))).map(([part, words]) => {
      const name = part === "first" ? `words-${language}` : `words-${language}-${part}`;
      return [name, hashedAsset(name, "json", JSON.stringify(words))];
    })));
}

/** All that is served, the page last; `first` are the addresses a student's first page loads. */
function siteOf(made, modules) {
  const catalogues = Object.fromEntries(LANGUAGES.map((language) => [language, catalogueOf(language)]));
  const words = wordFiles(catalogues);
  const icon = hashedAsset("icon", "svg", readFileSync(join(web, "icon.svg")));
  const manifest = hashedAsset("app", "webmanifest", manifestOf(icon.path));
  const licences = asset("/assets/licences.txt", licencesOf(web, modules, packagesOf(made.inputs)));
  const page = pageOf(web, {
    ...Object.fromEntries(Object.entries(words).map(([name, file]) => [name, file.path])),
    icon: icon.path,
    manifest: manifest.path,
    style: made.style,
    script: made.script,
    preloads: made.preloads.map((path) => `<link rel="modulepreload" href="${path}">`).join("\n"),
  }, catalogues);
  const assets = [...made.files, ...Object.values(words), icon, manifest, licences, page].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { assets, first: ["/", made.script, ...made.preloads, made.style, words["words-en"].path, icon.path] };
}

async function make(scratch) {
  const modules = given.modules, tree = join(scratch, "tree");
  await makeTree(tree, { top: given.top, modules, protoc: given.protoc });
  const startStyle = readFileSync(join(web, "start.css"), "utf8");
  const made = await bundle(tree, { modules, startStyle });
  if (made.errors) giveUp(`it cannot be bundled:\n${made.errors.join("\n")}`, "");
  const { assets, first } = siteOf(made, modules);
  const { bytes, table, sizes } = embed(assets);
  const firstLoad = first.reduce((sum, path) => sum + sizes[path], 0);
  writeFileSync(join(scratch, "web_assets.c"), table);
  writeFileSync(join(scratch, "web_assets.bin"), bytes);
  writeFileSync(join(scratch, "sizes.json"), `${JSON.stringify({ firstLoad, first, sizes }, null, 2)}\n`);
  for (const { path, content } of assets) {
    const file = join(scratch, "site", path === "/" ? "index.html" : path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

const place = join(given.store, `bundle-${keyOfSources()}`);
await once(place, make);
for (const name of ["web_assets.c", "web_assets.bin", "sizes.json"])
  writeChanged(join(given.out, name), readFileSync(join(place, name)));
rmSync(join(given.out, "site"), { recursive: true, force: true });
cpSync(join(place, "site"), join(given.out, "site"), { recursive: true });
keepNewest(given.store, "bundle-", 3);
