// A spirald of one's own on loopback, and the exercises on it. Whoever starts one stops it, by its process id.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { programs, tree } from "./place.mjs";

const execute = promisify(execFile);
export const PATIENCE_MS = Number(process.env.SPIRAL_PATIENCE_MS ?? 60_000); // for whatever must come, on a slow machine

/** `shortened`: turns after which the worlds of a scenario end, by its name. */
export async function startServer({ options = [], shortened = {} } = {}) {
  const directory = mkdtempSync(join(tmpdir(), "spiral-browser-"));
  const scenarios = join(directory, "scenarios");
  cpSync(join(tree, "config/scenarios"), scenarios, { recursive: true });
  for (const [name, turns] of Object.entries(shortened)) shorten(join(scenarios, `${name}.yaml`), turns);
  const server = new Server(directory, ["--scenarios", scenarios, "--allow-seed", ...options]);
  await server.start();
  return server;
}

function shorten(path, turns) {
  const text = readFileSync(path, "utf8");
  const without = text.replace(/^ +(max_turns|end_from|end_hazard):.*\n/gm, "");
  writeFileSync(path, without.replace(/^parameters:\n/m, `parameters:\n  max_turns: ${turns}\n`));
}

export class Server {
  port = 0;

  constructor(directory, options) {
    this.directory = directory;
    this.data = join(directory, "data");
    this.admin = join(this.data, "admin.sock");
    this.options = options;
    this.log = "";
  }

  async start() {
    mkdirSync(this.data, { recursive: true });
    const words = ["--data", this.data, "--listen", `127.0.0.1:${this.port}`, ...this.options];
    this.process = spawn(join(programs, "spirald"), words, { stdio: ["ignore", "pipe", "pipe"] });
    this.process.stderr.on("data", (part) => (this.log += part));
    const lines = createInterface({ input: this.process.stdout });
    const line = await Promise.race([once(lines, "line"), once(this.process, "exit")]);
    const ready = /^ready 127\.0\.0\.1:(\d+) /.exec(String(line[0]));
    if (!ready) throw new Error(`spirald does not start: ${line[0]}\n${this.log}`);
    this.port = Number(ready[1]);
  }

  get origin() {
    return `https://127.0.0.1:${this.port}`;
  }

  async end(signal = "SIGTERM") {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, "exit");
    this.process.kill(signal);
    await gone;
  }

  async restart(signal = "SIGKILL") {
    await this.end(signal);
    await this.start();
  }

  async takeBack() {
    await this.end();
    rmSync(this.directory, { recursive: true, force: true });
    if (/Sanitizer|runtime error:|must hold: /.test(this.log)) throw new Error(this.log);
  }

  /** A `spiral exercise` command; options are named with _ for -. */
  async act(what, words, options = {}) {
    const told = Object.entries(options).flatMap(([name, value]) => [`--${name.replaceAll("_", "-")}`, String(value)]);
    const done = await execute(join(programs, "spiral"), ["exercise", what, ...words, "--admin", this.admin, ...told], {
      env: { ...process.env, LC_ALL: "C.UTF-8", LANGUAGE: "en" },
    });
    return done.stdout;
  }

  /** The join code of a new exercise. */
  async exercise(scenario, options = {}) {
    const said = await this.act("new", [], { scenario, turn_seconds: 0, seed: 5, ...options });
    return /^code (\w+)$/m.exec(said)[1];
  }

  async show(code) {
    return JSON.parse(await this.act("show", [code, "--json"]));
  }
}
