// The files as they are built into the server: their bytes in one file, compressed as well as zlib can, and a
// table of C that says where each begins (server/web/web.h).

import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { hashOf } from "./tools.mjs";

const WORTH = 0.95; // of the plain size: a compressed form that saves less is left out

function worth(plain, packed) {
  return packed.length < plain.length * WORTH ? packed : null;
}

function forms(content) {
  return {
    plain: content,
    gzip: worth(content, gzipSync(content, { level: 9 })),
    brotli: worth(content, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })),
  };
}

function row(asset, places) {
  const fields = Object.entries(places).flatMap(([form, place]) =>
    place ? [`.${form} = web_asset_bytes + ${place.at}`, `.${form}_size = ${place.size}`] : []);
  return [
    `    {.path = ${JSON.stringify(asset.path)}, .type = ${JSON.stringify(asset.type)},`,
    `     .immutable = ${asset.immutable}, .page = ${asset.page}, .tag = "\\"${hashOf(asset.content)}\\"",`,
    `     ${fields.join(", ")}},`,
  ].join("\n");
}

/** { bytes, table, sizes }: the sizes are those that travel, by address. */
export function embed(assets) {
  const pieces = [], sizes = {};
  let at = 0;
  const rows = assets.map((asset) => {
    const made = forms(asset.content);
    const places = {};
    for (const [form, bytes] of Object.entries(made)) {
      places[form] = bytes && { at, size: bytes.length };
      if (bytes) pieces.push(bytes);
      at += bytes?.length ?? 0;
    }
    sizes[asset.path] = (made.brotli ?? made.plain).length;
    return row(asset, places);
  });
  const table = `/* Made by client/web/build.mjs. */
#include "server/web/web.h"

extern const uint8_t web_asset_bytes[]; /* asset_bytes.S */

const struct web_asset web_assets[] = {
${rows.join("\n")}
};
const int web_asset_count = sizeof web_assets / sizeof *web_assets;
`;
  return { bytes: Buffer.concat(pieces), table, sizes };
}
