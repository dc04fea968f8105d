// The steps of the build when something is missing or two run at once.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { filesBelow, hashOf, once, writeChanged } from "../../../../../client/web/make/tools.mjs";

const web = join(process.env.SPIRAL_TREE ?? ".", "client", "web");
let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "spiral-web-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("what is there is not made again", async () => {
  const path = join(folder, "made");
  let made = 0;
  const fill = (scratch) => writeFileSync(join(scratch, "a"), String(++made));
  await once(path, fill);
  await once(path, fill);
  assert.deepEqual([made, readFileSync(join(path, "a"), "utf8"), readdirSync(folder)], [1, "1", ["made"]]);
});

test("of two that make the same, the first to be done is kept", async () => {
  const path = join(folder, "made");
  await once(path, (scratch) => {
    writeFileSync(join(scratch, "a"), "late");
    spawnSync("mkdir", [path]);
    writeFileSync(join(path, "a"), "first");
  });
  assert.equal(readFileSync(join(path, "a"), "utf8"), "first");
});

test("a failure leaves nothing behind that looks made", async () => {
  const path = join(folder, "made");
  await assert.rejects(once(path, () => Promise.reject(new Error("full"))), /full/);
  assert.equal(existsSync(path), false);
});

test("the same content is not written again", () => {
  const path = join(folder, "below", "file"), before = new Date(1000);
  writeChanged(path, "one");
  utimesSync(path, before, before);
  writeChanged(path, "one");
  assert.equal(statSync(path).mtimeMs, 1000);
  writeChanged(path, "two");
  assert.equal(readFileSync(path, "utf8"), "two");
  assert.deepEqual(filesBelow(folder), ["below/file"]);
});

test("a hash tells where one piece ends and the next begins", () => {
  assert.notEqual(hashOf("ab", "c"), hashOf("a", "bc"));
});

/** Runs a step with only `path` to find programs in. */
function step(name, words, path) {
  return spawnSync(process.execPath, [join(web, name), ...words], { encoding: "utf8", env: { PATH: path } });
}

test("without npm it says so and how to do without", () => {
  const { status, stderr } = step("make/install.mjs", ["--web", web, "--store", join(folder, "store"), "--link", join(folder, "modules")], folder);
  assert.equal(status, 1);
  assert.match(stderr, /npm is not there/);
  assert.match(stderr, /SPIRAL_WEB=OFF/);
});

test("an npm that is too old is named with its version", () => {
  writeFileSync(join(folder, "npm"), "#!/bin/sh\necho 8.19.4\n", { mode: 0o755 });
  const { status, stderr } = step("make/install.mjs", ["--web", web, "--store", join(folder, "store"), "--link", join(folder, "modules")], `${folder}:/bin`);
  assert.equal(status, 1);
  assert.match(stderr, /npm 8\.19\.4 is too old, at least 9/);
});

test("an npm that cannot reach its packages is shown with what it said", () => {
  writeFileSync(join(folder, "npm"), '#!/bin/sh\n[ "$1" = --version ] && echo 9.2.0 && exit\necho "no such host" >&2\nexit 1\n', { mode: 0o755 });
  const { status, stderr } = step("make/install.mjs", ["--web", web, "--store", join(folder, "store"), "--link", join(folder, "modules")], `${folder}:/bin`);
  assert.equal(status, 1);
  assert.match(stderr, /npm ci could not fetch its packages:\nno such host/);
  assert.deepEqual(readdirSync(join(folder, "store")), []);
});

test("a step that is called without its places names them", () => {
  const { status, stderr } = step("build.mjs", ["--top", folder], "/bin");
  assert.equal(status, 1);
  assert.match(stderr, /--words, --modules, --store, --out missing/);
});
