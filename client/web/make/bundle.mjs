// The code and the style as few small files: esbuild over src/main.tsx. What is imported dynamically is loaded
// when it is needed.

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { giveUp } from "./tools.mjs";
import { hashedAsset } from "./pages.mjs";

export const TARGET = ["es2020", "safari15"];

export function esbuildOf(modules) {
  return createRequire(import.meta.url)(resolve(modules, "esbuild"));
}

/** The code that the first page needs: the entry and what it imports statically, the entry first. */
function firstOf(outputs, entry) {
  const first = [entry];
  for (let at = 0; at < first.length; at++)
    for (const { path, kind } of outputs[first[at]].imports)
      if (kind === "import-statement" && outputs[path] && !first.includes(path)) first.push(path);
  return first;
}

/** { files: assets, script, style, preloads: addresses, inputs: paths }; with `errors` it failed. */
export async function bundle(tree, { modules, startStyle }) {
  const esbuild = esbuildOf(modules);
  const entry = join("client", "web", "src", "main.tsx");
  let result;
  try {
    result = await esbuild.build({
      absWorkingDir: tree,
      entryPoints: [entry],
      outdir: "assets",
      bundle: true,
      splitting: true,
      format: "esm",
      minify: true,
      target: TARGET,
      charset: "utf8",
      legalComments: "none",
      preserveSymlinks: true,
      jsx: "automatic",
      jsxImportSource: "preact",
      entryNames: "[name]-[hash]",
      chunkNames: "[name]-[hash]",
      assetNames: "[name]-[hash]",
      metafile: true,
      write: false,
      logLevel: "silent",
    });
  } catch (error) {
    if (!error.errors) throw error;
    return { errors: await esbuild.formatMessages(error.errors, { kind: "error", color: false }) };
  }
  const { outputs } = result.metafile;
  const styles = result.outputFiles.filter((file) => file.path.endsWith(".css"));
  if (styles.length > 1) giveUp("a screen that is loaded later has a style of its own, which no page would load", "Import it in src/style/index.css.");
  const style = hashedAsset("style", "css", `${startStyle}${styles[0]?.text ?? ""}`);
  const main = Object.keys(outputs).find((path) => outputs[path].entryPoint === entry);
  const code = result.outputFiles.filter((file) => !file.path.endsWith(".css"));
  const files = code.map((file) => ({ path: `/assets/${file.path.split("/").pop()}`, type: "text/javascript; charset=utf-8", content: Buffer.from(file.contents), immutable: true, page: false }));
  const [script, ...preloads] = firstOf(outputs, main).map((path) => `/${path}`);
  return { files: [...files, style], script, style: style.path, preloads, inputs: Object.keys(result.metafile.inputs) };
}
