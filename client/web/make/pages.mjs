// What goes around the code: the page, the sentences, the icon and the manifest, each with its address.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { giveUp, hashOf } from "./tools.mjs";

export const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
};

/** A file as it is served; one with its hash in the name never changes. */
export function asset(path, content, properties = {}) {
  const ending = path.slice(path.lastIndexOf(".") + 1);
  const type = TYPES[properties.ending ?? ending];
  if (!type) giveUp(`${path}: no type is known for files that end so`, "Add one to TYPES of make/pages.mjs.");
  return { path, type, content: Buffer.from(content), immutable: false, page: false, ...properties };
}

export function hashedAsset(name, ending, content) {
  return asset(`/assets/${name}-${hashOf(Buffer.from(content))}.${ending}`, content, { immutable: true });
}

function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

export function manifestOf(icon) {
  return JSON.stringify({
    name: "Spiral",
    short_name: "Spiral",
    start_url: "/",
    display: "standalone",
    background_color: "#eef1f4",
    theme_color: "#16222f",
    icons: [{ src: icon, sizes: "any", type: "image/svg+xml", purpose: "any" }],
  });
}

/** index.html with `{{name}}` for what is in `values` and `{{en:key}}` for a sentence. Each must be there. */
export function pageOf(web, values, catalogues) {
  const template = readFileSync(join(web, "index.html"), "utf8");
  const filled = template.replace(/\{\{(?:(en|es):)?([\w.-]+)\}\}/g, (_, language, name) => {
    const value = language ? catalogues[language][name] : values[name];
    if (value === undefined) giveUp(`index.html: nothing is known for ${name}`, "Its words stand in config/locale.");
    return language ? escapeHtml(value) : value;
  });
  return asset("/", filled.replace(/\n\s*/g, "\n"), { ending: "html", page: true });
}
