// A tree to build in: links to the sources where the project has them, the messages made from proto/ beside
// them as src/gen, and the packages above. So imports are plain relative paths, and nothing is written where
// the sources are.

import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { mustRun, run } from "./tools.mjs";

/** The contract without what operators say on the server's own machine. */
export function protoFiles(top) {
  const folder = join(top, "proto", "spiral", "v1");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".proto") && name !== "admin.proto")
    .sort()
    .map((name) => join(folder, name));
}

async function makeMessages(top, modules, protoc, out) {
  mkdirSync(out, { recursive: true });
  await mustRun(
    protoc,
    [
      `--plugin=protoc-gen-es=${join(modules, ".bin", "protoc-gen-es")}`,
      `--proto_path=${join(top, "proto")}`,
      `--es_out=${out}`,
      "--es_opt=target=ts,import_extension=js",
      ...protoFiles(top),
    ],
    {},
    "protoc cannot make the messages of proto/:",
    "protoc is in Debian's package protobuf-compiler. cmake -DSPIRAL_WEB=OFF builds without the browser client.",
  );
}

/** Fills `tree`: client/web/src, tests/unit/client/web, node_modules. */
export async function makeTree(tree, { top, modules, protoc }) {
  const web = join(tree, "client", "web");
  mkdirSync(join(web, "src"), { recursive: true });
  mkdirSync(join(tree, "tests", "unit", "client"), { recursive: true });
  symlinkSync(modules, join(tree, "node_modules"));
  symlinkSync(join(top, "tests", "unit", "client", "web"), join(tree, "tests", "unit", "client", "web"));
  for (const name of ["make", "tsconfig.json", "tsconfig.tests.json", "package.json", "words.json", "index.html"])
    symlinkSync(join(top, "client", "web", name), join(web, name));
  for (const name of readdirSync(join(top, "client", "web", "src")))
    if (name !== "gen") symlinkSync(join(top, "client", "web", "src", name), join(web, "src", name));
  await makeMessages(top, modules, protoc, join(web, "src", "gen"));
}

/** What the compiler of types finds, with the sources' own paths; "" when there is nothing. */
export async function checkTypes(tree, top, modules) {
  const config = join(tree, "client", "web", "tsconfig.tests.json");
  const compiler = join(modules, "typescript", "bin", "tsc");
  const { code, output } = await run(process.execPath, [compiler, "--project", config, "--pretty", "false"], { cwd: tree });
  return code === 0 ? "" : output.trim().replaceAll(/^(?=(?:client|tests)\/)/gm, `${top}/`);
}
