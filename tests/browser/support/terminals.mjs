// Those who play beside the browsers: `spiral join` by typed lines or by a doctrine, and the example bot in Python.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { programs, tree } from "./place.mjs";
import { PATIENCE_MS } from "./server.mjs";

/** A program in a process of its own, and all that it has said. */
export class Talker {
  said = "";
  #heard = () => {};

  constructor(command, words, directory) {
    this.process = spawn(command, words, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C.UTF-8", LANGUAGE: "en", HOME: directory },
    });
    this.process.stdin.on("error", () => {}); // it may be over before it has read everything
    for (const stream of [this.process.stdout, this.process.stderr])
      stream.on("data", (part) => {
        this.said += part;
        this.#heard();
      });
    this.gone = once(this.process, "exit").then(([status]) => {
      this.status = status;
      this.#heard();
    });
  }

  type(line) {
    this.process.stdin.write(`${line}\n`);
  }

  /** Until it has said so, after the first `from` characters; what it said is told where it does not. */
  async await(text, from = 0) {
    const late = Date.now() + PATIENCE_MS;
    while (!this.said.includes(text, from)) {
      if (this.status !== undefined || Date.now() > late) throw new Error(`no "${text}" in:\n${this.said.slice(-3000)}`);
      await new Promise((resolve) => {
        const tired = setTimeout(resolve, 1000);
        this.#heard = () => {
          clearTimeout(tired);
          resolve();
        };
      });
    }
  }

  async end() {
    if (this.status === undefined) this.process.kill("SIGTERM");
    await this.gone;
  }
}

/** `spiral join`; `options` such as "--plain" or "--auto". */
export function terminal(server, code, name, ...options) {
  const home = join(server.directory, `home-${name}`);
  return new Talker(join(programs, "spiral"), ["join", `127.0.0.1:${server.port}`, code, "--name", name, "--home", home, ...options], server.directory);
}

export function pythonBot(server, code, name) {
  const words = ["-B", join(tree, "client/bots/example.py"), `127.0.0.1:${server.port}`, code, "--name", name];
  return new Talker("python3", [...words, "--home", join(server.directory, `home-${name}`)], server.directory);
}
