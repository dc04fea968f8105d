// The licences of what is in the bundle. A package without a file of its own has its text in licences/.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { giveUp } from "./tools.mjs";

const OWN = /^licen[cs]e(\.md|\.txt)?$/i;

function textOf(web, modules, name) {
  const folder = join(modules, name);
  const own = readdirSync(folder).find((file) => OWN.test(file));
  const kept = join(web, "licences", `${name.replace("@", "").replace("/", "-")}.txt`);
  if (own) return readFileSync(join(folder, own), "utf8");
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  return giveUp(`${name} comes without the text of its licence`, `Put it into ${kept}.`);
}

/** Names of the packages among the inputs of a bundle. */
export function packagesOf(inputs) {
  const names = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

export function licencesOf(web, modules, names) {
  return names
    .map((name) => {
      const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
      const head = `${name} ${version}\n${license}\n`;
      return `${head}${"-".repeat(72)}\n${textOf(web, modules, name).trim()}\n`;
    })
    .join(`\n${"=".repeat(72)}\n\n`);
}
