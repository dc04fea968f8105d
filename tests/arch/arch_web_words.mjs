// What people read stands in the catalogues of config/locale, not in the browser client's sources: no literal holds two
// words, and no text stands between tags. What is not for people is excused below, with its reason.
//
//   node arch_web_words.mjs NODE_MODULES TREE | --plant

import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const [modules, tree] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(resolve(modules, "typescript"));
const AT_LEAST = 300; // literals: fewer, and the check does not see the tree

const TWO_WORDS = /\p{L}{2,}[,.:;!?)"']*\s+[("'¿¡]*\p{L}{2,}/u;
const WORD = /\p{L}{2,}/u;

// Attributes that are read out or shown; every other one holds names, measures and paths.
const SHOWN = new Set(["alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription", "aria-valuetext", "label", "placeholder", "title"]);

// Calls whose text is not for people.
const CALLS = new Map([
  ["matchMedia", "a condition of CSS"],
  ["querySelector", "a selector"],
  ["querySelectorAll", "a selector"],
  ["closest", "a selector"],
  ["Error", "a programmer's mistake"],
  ["TypeError", "a programmer's mistake"],
  ["RangeError", "a programmer's mistake"],
]);

function calledName(node) {
  const called = node.expression;
  return called && (ts.isPropertyAccessExpression(called) ? called.name.text : called.getText());
}

// (file, beginning of the text): why it is no sentence.
const EXCEPTIONS = [
  ["screens/debrief/proof.ts", "spiral commitment 1", "what the hash is taken of"],
  ["screens/debrief/record.tsx", "spiral replay --verify", "a command to type"],
  ["screens/watch/turn_bar.tsx", "input, select", "a selector"],
  ["wire/", "poll ", "a link's reason, for whoever debugs it: screens say how the link is in words of their own"],
];

/** Is the literal within something whose text nobody reads? */
function isExcused(node) {
  for (let at = node.parent, from = node; at; from = at, at = at.parent) {
    if (ts.isJsxAttribute(at)) return !SHOWN.has(at.name.getText());
    if ((ts.isCallExpression(at) || ts.isNewExpression(at)) && at.expression !== from && CALLS.has(calledName(at))) return true;
    if (ts.isImportDeclaration(at) || ts.isExportDeclaration(at) || ts.isLiteralTypeNode(at)) return true;
    if (ts.isBlock(at)) return false;
  }
  return false;
}

function textOf(node) {
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).join(" ");
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : null;
}

function isShown(node) {
  const attribute = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent;
  return ts.isJsxAttribute(attribute) && SHOWN.has(attribute.name.getText());
}

/** { findings: [[line, text]], examined } of one source; `names` are words of style sheets and parts of keys. */
export function findingsIn(path, source, names) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2020, true);
  const findings = [];
  let examined = 0;
  const find = (node, text) => {
    const begin = node.getFullStart() + Math.max(0, node.getFullText().search(/\S/));
    findings.push([file.getLineAndCharacterOfPosition(begin).line + 1, text.trim()]);
  };
  const isName = (text) => names.has(text) || text.trim().split(/\s+/).every((word) => names.has(word));
  const isException = (text) => EXCEPTIONS.some(([name, begin]) => path.includes(`client/web/src/${name}`) && text.trim().startsWith(begin));
  const visit = (node) => {
    const text = textOf(node);
    if (ts.isJsxText(node) && WORD.test(node.text)) find(node, node.text);
    if (text !== null) {
      examined += 1;
      const wrong = isShown(node) ? WORD.test(text) : TWO_WORDS.test(text) && !isName(text) && !isExcused(node);
      if (wrong && !isException(text)) find(node, text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { findings, examined };
}

function filesBelow(folder, ending) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path, ending) : ending.test(name) ? [path] : [];
  });
}

function classesOf(text) {
  return [...text.matchAll(/\.([a-z][\w-]*)/g)].map((match) => match[1]);
}

/** A verdict's name is the end of its key: "bad value" of `verdict.bad_value`. */
function lastPartsOf(text) {
  return [...text.matchAll(/^msgctxt ".*\.([^."]+)"$/gm)].map((match) => match[1].replace(/_/g, " "));
}

function checkTree() {
  const top = join(tree, "client", "web", "src");
  const styles = filesBelow(top, /\.css$/).map((path) => readFileSync(path, "utf8"));
  const catalogues = filesBelow(join(tree, "config", "locale", "en"), /\.po$/).map((path) => readFileSync(path, "utf8"));
  const names = new Set([...styles.flatMap(classesOf), ...catalogues.flatMap(lastPartsOf)]);
  let examined = 0, found = 0;
  for (const path of filesBelow(top, /\.tsx?$/)) {
    const { findings, examined: seen } = findingsIn(path, readFileSync(path, "utf8"), names);
    examined += seen;
    found += findings.length;
    for (const [line, text] of findings) console.log(`${path}:${line}: "${text.slice(0, 50)}": its place is config/locale`);
  }
  console.log(`${examined} examined, ${found} found`);
  if (examined < AT_LEAST) console.log(`expected to examine at least ${AT_LEAST}: the check does not see the tree`);
  return found > 0 || examined < AT_LEAST;
}

const CLEAN = `import { a } from "./some words.js";
type Way = "some words";
const path = "M1 2L3 4", name = "button button-main", one = "word", key = "turn.headline";
const mark = <svg class="button wide other" data-x="verdict name" d="M ab L cd" viewBox="0 0 64 64"><path d="Mx yz"/></svg>;
const shown = <p aria-label={words.say("turn.headline")}>{words.say("x.y", { turn: 1 })} · {"-"} 3</p>;
if (matchMedia("(prefers-color-scheme: dark) and more").matches) throw new Error("the two do not agree");
const id = \`row-\${name}-\${one}\`;
`;

const PLANTS = [
  ["all is well", CLEAN, null],
  ["a sentence", 'say("x");\nset("Some words.");', 2],
  ["a sentence around a value", "const text = `turn ${a} of ${b}`;", 1],
  ["a text between tags", "const a = (\n  <p>\n    Ready\n  </p>\n);", 3],
  ["a word that is read out", 'const a = <button aria-label="Close" />;', 1],
  ["a word that is read out, in braces", "const a = <p\n title={`Hello`} />;", 2],
  ["Spanish", 'const a = "¿Está listo?";', 1],
  ["a sentence in a call that is excused elsewhere", 'show(new Error(key), "some words");', 1],
  ["a sentence in a function that an attribute holds", 'const a = <b onClick={() => {\n  show("some words");\n}} />;', 2],
];

function checkPlants() {
  let missed = 0;
  for (const [name, source, line] of PLANTS) {
    const { findings, examined } = findingsIn("a.tsx", source, new Set(["button", "button-main"]));
    const good = examined + findings.length > 0 && (line ? findings.length === 1 && findings[0][0] === line : findings.length === 0);
    missed += good ? 0 : 1;
    console.log(`${good ? "ok  " : "FAIL"} ${name}: expected ${line ?? "nothing"}${good ? "" : `, reported ${JSON.stringify(findings)}`}`);
  }
  console.log(`${PLANTS.length} planted, ${missed} missed`);
  return missed > 0;
}

if (tree !== "--plant" && !existsSync(tree)) throw new Error(`${tree} is not there`);
process.exit((tree === "--plant" ? checkPlants() : checkTree()) ? 1 : 0);
