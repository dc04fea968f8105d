// What a test file stands on: one server, one browser, the words, and the people who came. Everything is taken back
// at the end, and whatever a page complained of by then fails the test.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Person } from "./pages.mjs";
import { startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { Wire } from "./support/wire.mjs";
import { loadWords } from "./support/words.mjs";

const SHOWN = 400; // characters of a page in the words of a failure

/** Call once at the top of a file; what it gives is filled before the first test. */
export function openHouse(settings = {}) {
  const house = new House();
  before(() => house.open(settings));
  after(() => house.close());
  return house;
}

class House {
  people = [];
  wires = [];

  async open(settings) {
    this.server = await startServer(settings);
    this.words = await loadWords(this.server.origin);
    this.browser = await startBrowser();
  }

  async close() {
    await this.browser?.close();
    await this.server?.takeBack();
  }

  /** One test: people come and go within it. A failure tells what each of them had before their eyes. */
  test(name, run) {
    test(name, async () => {
      try {
        await run();
        assert.deepEqual(this.people.flatMap((person) => person.complaints.left), [], "a page complained");
      } catch (failure) {
        for (const [number, person] of this.people.entries()) {
          await person.picture(`failed-${name.replace(/\W+/g, "-")}-${number}`).catch(() => {});
          failure.message += `\n--- ${person.page.url()}\n${(await person.text()).slice(0, SHOWN)}\n${person.complaints.left.join("\n")}`;
        }
        throw failure;
      } finally {
        await Promise.all(this.people.splice(0).map((person) => person.context.close().catch(() => {})));
        await Promise.all(this.wires.splice(0).map((wire) => wire.takeBack()));
      }
    });
  }

  come(settings) {
    return Person.come(this, settings);
  }

  async wire() {
    this.wires.push(await Wire.to(this.server.port));
    return this.wires.at(-1);
  }

  /** Somebody in the first turn of a world whose other seats bots play. */
  async playing(settings, scenario = "duel") {
    const code = await this.server.exercise(scenario, { wait_seats: 1 });
    const person = await this.come(settings);
    await person.join(code, "Ann");
    await person.awaitTurn(1);
    return { person, code };
  }
}
