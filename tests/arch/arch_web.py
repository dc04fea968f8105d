"""The browser client's floors, and where its packages may come from.

A folder of client/web/src imports what its row allows, by relative paths that end in ".js" or ".css"; packages stay in
their folders; lock files and .npmrc name no registry, which is for the machine's own configuration to say."""

import json
import os
import posixpath
import re

from check import Finding, lines_of, run, tree_files

TOP = "client/web/src/"

# Folder, and what else it may import: a folder, or one file of it. What lies directly in src may import all.
MODEL = "model/api.ts"
FLOORS = {
    "gen": (),
    "wire": ("gen",),
    "model": ("gen", "wire"),
    "words": ("gen", "model"),
    "parts": ("gen", "words", MODEL),
    "drawings": ("gen", "words", "parts", MODEL),
    "screens": ("gen", "words", "parts", "drawings", "model", "router.ts"),
}

# Package, and the folders that may use it.
ALL_THAT_DRAW = ("parts", "drawings", "screens", "")
PACKAGES = {
    "preact": ALL_THAT_DRAW,
    "uplot": ("drawings",),
    "uqr": ("parts",),
    "@bufbuild/protobuf": ("gen", "wire", "model", "words", "screens", "drawings", "parts"),
}

IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+)(["'`])([^"'`]+)\1""")
ENTRY = re.compile(r'^\s*"resolved"\s*:')
ADDRESS = re.compile(r"https?://|registry\s*=")


def folder_of(path):
    """The folder of src in which a path from src lies; "" for src itself."""
    return path.split("/")[0] if "/" in path else ""


def package_finding(here, name):
    package = "/".join(name.split("/")[:2 if name.startswith("@") else 1])
    if package not in PACKAGES:
        return f"{package} is no package of the client: add it to PACKAGES with its folders"
    if here not in PACKAGES[package]:
        return f"{package} belongs to {', '.join(folder or 'src' for folder in PACKAGES[package])}"
    return None


def import_finding(path, name):
    """What is wrong with an import of `name` in `path` (from src); None: nothing."""
    here = folder_of(path)
    if not name.startswith("."):
        return package_finding(here, name)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    there = folder_of(target)
    if target.startswith(".."):
        return f"{name} leaves client/web/src"
    if not target.endswith((".js", ".css")):
        return f"{name} does not end in .js"
    if here in ("", there) or there == "style":
        return None
    source = re.sub(r"\.js$", ".ts", target)
    if there in FLOORS[here] or source in FLOORS[here]:
        return None
    return f"{here} must not know {source if there == 'model' else there or target}"


def source_findings(tree, path):
    findings, examined = [], 0
    short = path[len(TOP):]
    here = folder_of(short)
    if here and here not in FLOORS:
        return [Finding(path, 1, f"{here} stands on no floor: add it to FLOORS")], 1
    for number, line in lines_of(tree, path):
        for _, name in IMPORT.findall(line):
            examined += 1
            message = import_finding(short, name)
            if message:
                findings.append(Finding(path, number, message))
    return findings, examined


def lock_findings(tree, path):
    """An entry of a lock file has no address; what a package itself says of its funding is no matter."""
    findings = []
    for number, line in lines_of(tree, path):
        if ENTRY.match(line) or (path.endswith(".npmrc") and ADDRESS.search(line)):
            findings.append(Finding(path, number, "names a registry: the machine's own configuration does"))
    return findings


def package_findings(tree, path):
    """Versions are exact, and the package is not for publishing."""
    with open(os.path.join(tree, path), encoding="utf-8") as file:
        package = json.load(file)
    findings = [] if package.get("private") is True else [Finding(path, 1, '"private": true is missing')]
    for part in ("dependencies", "devDependencies"):
        for name, version in package.get(part, {}).items():
            if not re.fullmatch(r"\d+\.\d+\.\d+", version):
                findings.append(Finding(path, 1, f"{name}: {version} is no exact version"))
    return findings


def check(tree, _):
    findings, examined = [], 0
    for path in tree_files(tree):
        name = posixpath.basename(path)
        if path.startswith(TOP) and path.endswith((".ts", ".tsx")):
            found, imports = source_findings(tree, path)
            findings += found
            examined += imports
        elif name in ("package-lock.json", ".npmrc"):
            findings += lock_findings(tree, path)
            examined += 1
        elif name == "package.json":
            findings += package_findings(tree, path)
            examined += 1
    return findings, examined


def src(path, *lines):
    return {TOP + path: "".join(line + "\n" for line in lines)}


def package(**parts):
    return {"client/web/package.json": json.dumps({"private": True, **parts})}


PLANTS = (
    ("all is well", {
        **src("main.tsx", 'import { render } from "preact";', 'import "./style/index.css";', 'import { a } from "./wire/a.js";'),
        **src("screens/play/play.tsx", 'import { useState } from "preact/hooks";', 'import { a } from "../../model/desk.js";',
              'const later = () => import("../debrief/debrief.js");', 'import { b } from "../../parts/button.js";'),
        **src("model/desk.ts", 'import type { Orders } from "../gen/spiral/v1/orders_pb.js";', 'import { c } from "../wire/channel.js";'),
        **src("words/api.ts", 'import type { Language } from "../model/api.js";', '// from "elsewhere" is no import of ours'.replace("from ", "of ")),
        **package(dependencies={"preact": "10.0.0"}),
        "client/web/package-lock.json": '{\n "integrity": "x",\n "funding": "https://example.org"\n}\n',
        "client/web/.npmrc": "fund=false\n"}, None),
    ("a screen knows the wire", src("screens/play/a.tsx", "", 'import { a } from "../../wire/a.js";'), TOP + "screens/play/a.tsx:2"),
    ("a screen loads the wire later", src("screens/play/a.tsx", 'const a = await import("../../wire/a.js");'), TOP + "screens/play/a.tsx:1"),
    ("the wire knows a screen", src("wire/a.ts", 'import { a } from "../screens/play/a.js";'), TOP + "wire/a.ts:1"),
    ("the wire knows the model", src("wire/a.ts", 'import type { Model } from "../model/api.js";'), TOP + "wire/a.ts:1"),
    ("the model knows a screen", src("model/a.ts", 'export { a } from "../screens/play/a.js";'), TOP + "model/a.ts:1"),
    ("a part knows more of the model than its api", src("parts/a.tsx", 'import { a } from "../model/desk.js";'), TOP + "parts/a.tsx:1"),
    ("the model speaks", src("model/a.ts", 'import { a } from "../words/words.js";'), TOP + "model/a.ts:1"),
    ("the model draws", src("model/a.ts", 'import { h } from "preact";'), TOP + "model/a.ts:1"),
    ("a package nobody decided on", src("screens/play/a.tsx", 'import a from "left-pad";'), TOP + "screens/play/a.tsx:1"),
    ("out of the sources", src("wire/a.ts", 'import a from "../../make/tools.js";'), TOP + "wire/a.ts:1"),
    ("without an ending", src("wire/a.ts", 'import a from "./b";'), TOP + "wire/a.ts:1"),
    ("a folder nobody knows", src("attic/a.ts", "export {};"), TOP + "attic/a.ts:1"),
    ("a lock with an address", {"tests/browser/package-lock.json": '{\n  "version": "1.0.0",\n  "resolved": "https://example.org/a.tgz"\n}\n'},
     "tests/browser/package-lock.json:3"),
    ("a registry of its own", {"client/web/.npmrc": "fund=false\nregistry=https://example.org/\n"}, "client/web/.npmrc:2"),
    ("a range of versions", package(devDependencies={"esbuild": "^0.25.0"}), "client/web/package.json:1"),
    ("for publishing", {"client/web/package.json": "{}"}, "client/web/package.json:1"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=100)
