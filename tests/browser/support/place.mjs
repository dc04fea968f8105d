// Where things are: programs, packages, pictures. The build says so; by hand the usual places are tried.

import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const tree = process.env.SPIRAL_TREE ?? resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const programs = process.env.SPIRAL_RELEASE_BIN ?? process.env.SPIRAL_BIN ?? join(tree, "build/release/bin");
export const screenshots = process.env.SPIRAL_SCREENSHOTS ?? join(tree, "build/test/tests/browser/screenshots");
const modules = process.env.SPIRAL_BROWSER_MODULES ?? join(tree, "build/test/tests/browser/node_modules");

/** A package of package.json: they are kept in the build tree, where an import from here does not look. */
export const need = createRequire(join(modules, "here.js"));

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function findChromium() {
  const found = process.env.SPIRAL_CHROMIUM ?? BROWSERS.find(existsSync);
  if (!found) throw new Error("no chromium: Debian has it in the package chromium; SPIRAL_CHROMIUM names one elsewhere");
  return found;
}

export function pictureOf(name) {
  mkdirSync(screenshots, { recursive: true });
  return join(screenshots, `${name}.png`);
}
