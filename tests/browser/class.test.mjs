// An exercise that somebody runs, as those see it who are in it: the way in by the wall, consent, the lobby, a practice
// turn, control, news from outside, a pause, a roll-back, and the debrief card by card on phones and on the wall.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { openHouse } from "./house.mjs";
import { part } from "./pages.mjs";
import { PHONE } from "./support/browser.mjs";

const WALL = { viewport: { width: 1280, height: 720 } };
const house = openHouse();

/** No barrier on the screen as it is now, and nothing to scroll sideways; and a picture of it, to look at. */
async function looked(name, ...people) {
  for (const [number, person] of people.entries()) {
    assert.deepEqual(await person.axe(), []);
    assert.deepEqual(await person.overflow(), []);
    assert.deepEqual(await person.smallTargets(), []);
    await person.picture(`class-${name}-${number}`);
  }
}

async function joinWithConsent(person, code, name, answer) {
  await person.go(`/join/${code}`);
  await person.part("about").waitFor();
  await person.askToJoin(name);
  await person.part("consent").waitFor();
  await looked("consent", person);
  await person.press(answer);
  await person.part("lobby-here").waitFor();
}

function shows(person, name, text) {
  return person.part(name).filter({ hasText: text }).first().waitFor();
}

async function allReady(people) {
  for (const person of people) await person.ready();
}

house.test("a class of two worlds, from the wall to the last card", async () => {
  const code = await house.server.exercise("duel", { seats: 4, worlds: 2, turn_seconds: 600, spectator_delay: 0, plan: 60 });
  const show = (what, words, options) => house.server.act(what, [code, ...(words ?? [])], options);
  const wall = await house.come(WALL);
  await wall.go(`/project/${code}`);
  await wall.part("qr").waitFor();
  const pared = await house.come({ ...WALL, language: "es" });
  await pared.go(`/project/${code}`);
  await shows(wall, "project-door", code);
  await looked("wall-door", wall);

  const people = await Promise.all([PHONE, { ...PHONE, language: "es" }, PHONE, PHONE].map((settings) => house.come(settings)));
  for (const [number, person] of people.entries()) {
    await person.go(`/join/${code}`);
    await person.askToJoin(["Ann", "Berta", "Cleo", "Dan"][number]);
    await shows(person, "lobby-here", person.say("web_step.lobby.by_hand"));
  }
  await shows(wall, "project-door", wall.say("web_project.persons", { persons: 4, places: 4 }));
  await looked("lobby", people[0], people[1]);
  await show("start");
  for (const person of people) await person.awaitTurn(1);
  const inWorld = async (person) => (await person.page.locator(".strip-world").innerText()).slice(-1);
  const worlds = await Promise.all(people.map(inWorld));
  const ofA = people.filter((_, number) => worlds[number] === "A");
  assert.deepEqual([...worlds].sort(), ["A", "A", "B", "B"]);
  for (const world of ["world-0", "world-1"]) await shows(wall, world, wall.say("web.turn", { turn: 1 }));

  const [ann, berta] = people;
  await ann.press("ask");
  await ann.part("ask-dialog").getByRole("textbox").fill("May a pact be secret?");
  await ann.press("ask-send");
  await shows(ann, "ask-dialog", ann.say("web_step.ask.waiting"));
  await looked("ask", ann);
  await show("answer", [], { question: 1, text: "Yes, until it is exposed." });
  await shows(ann, "ask-dialog", "Yes, until it is exposed.");
  await ann.page.keyboard.press("Escape");

  await show("inject", [], { text: "A storm closes the straits.", text_es: "Una tormenta cierra el estrecho." });
  await shows(ann, "bulletins", "A storm closes the straits.");
  await shows(berta, "bulletins", "Una tormenta cierra el estrecho.");
  await show("inject", [], { text: "Grain ships turn back." });
  for (const [person, marked] of [[ann, []], [berta, ["Grain ships turn back."]]]) {
    await shows(person, "bulletins", "Grain ships turn back.");
    await person.part("polite").filter({ hasText: "Grain ships turn back." }).waitFor({ state: "attached" });
    assert.deepEqual(await person.part("bulletins").locator("[lang=en]").allInnerTexts(), marked, "a voice must know what language it reads");
    assert.deepEqual(await person.part("polite").locator("[lang=en]").allInnerTexts(), marked);
  }

  await show("pause", [], { reason: "fire drill" });
  await shows(ann, "paused", "fire drill");
  await shows(wall, "world-0", "fire drill");
  await looked("paused", wall);
  await show("resume");

  await allReady(people);
  for (const person of people) await person.awaitTurn(2);
  await allReady(people);
  for (const person of people) await person.awaitTurn(3);
  await shows(wall, "world-0", wall.say("web_project.turn", { turn: 2 }));
  await show("rollback", [], { world: "A", turn: 2 });
  for (const person of ofA) {
    await person.awaitTurn(2);
    await shows(person, "news", person.say("web_step.rolled_back"));
  }
  await shows(wall, "world-0", wall.say("web.turn", { turn: 2 }));
  await shows(wall, "world-1", wall.say("web.turn", { turn: 3 }));
  await looked("rolled-back", ann, wall);

  await show("close");
  for (const person of people) await person.part("feelings-form").waitFor();
  await looked("feelings", ann, berta);
  await ann.field("feeling-0").fill("fear");
  await ann.field("feeling-1").fill("trust");
  await ann.press("feelings-send");
  await shows(ann, "step-waits", ann.say("web_step.waits"));
  await berta.press("feelings-skip");
  await shows(berta, "step-waits", berta.say("web_step.waits"));
  await looked("waits", ann);

  await show("debrief", [], { card: "D0" });
  await shows(wall, "feelings", "trust");
  await shows(ann, "step-card", "fear");
  await looked("D0", wall, ann);
  for (const card of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await show("debrief", [], { card: `D${card}`, world: "B" });
    for (const person of [wall, pared, ann, berta]) {
      await shows(person, "step-card", `D${card} `);
      await person.part("step-card").locator(part("question")).waitFor();
    }
    if (card === 3) {
      await ann.part("step-card").locator(part("part-0")).waitFor();
      assert.equal(await ann.part("step-card").locator(part("part-1")).count(), 0, "one state after the other");
      await show("debrief", [], { card: "D3", part: 1, world: "B" });
      await ann.part("step-card").locator(part("part-1")).waitFor();
      await wall.part("step-card").locator(part("part-1")).waitFor();
    }
    if (card === 7) await wall.part("outcomes").waitFor();
    await looked(`D${card}`, wall, ann);
    await pared.picture(`class-D${card}-es-wall`);
    await berta.picture(`class-D${card}-es`);
  }
  await ann.press("go-free");
  await ann.part("debrief-card").first().waitFor();
  await looked("free", ann);
});

house.test("consent is asked once, and whoever only plays comes in as well", async () => {
  const code = (await house.server.act("new", ["--consent", "--practice"], { scenario: "duel", seats: 2, seed: 5 })).match(/^code (\w+)$/m)[1];
  const [ann, ben] = [await house.come(PHONE), await house.come({ ...PHONE, language: "es" })];
  await joinWithConsent(ann, code, "Ann", "consent-yes");
  await joinWithConsent(ben, code, "Ben", "consent-play-only");
  await house.server.act("start", [code]);
  for (const person of [ann, ben]) {
    await person.awaitTurn(1);
    await person.part("practice").waitFor();
    await person.ready();
  }
  for (const person of [ann, ben]) {
    await shows(person, "news", person.say("web_step.practice_over"));
    await person.awaitTurn(1);
    await person.part("practice").waitFor({ state: "detached" });
  }
  await house.server.act("remove", [code], { person: "Ben" });
  await ben.part("removed").waitFor();
  await looked("removed", ben);
});

house.test("a personal link brings its person in, and its secret is nowhere to be seen", async () => {
  const list = join(house.server.directory, "guests.txt");
  writeFileSync(list, "Ana\nBen\n");
  const said = await house.server.act("new", [], { scenario: "duel", guests: list, seed: 5 });
  const [link] = said.match(/https:\S+#guest=\S+/g);
  const { pathname, hash } = new URL(link);
  const stranger = await house.come(PHONE);
  await stranger.go(pathname);
  await stranger.part("guests-only").waitFor();
  assert.equal(await stranger.part("name").count(), 0);
  await looked("guests", stranger);
  const ana = await house.come(PHONE);
  const asked = [];
  ana.page.on("request", (request) => asked.push(request.url()));
  await ana.go(pathname + hash);
  await ana.part("about").waitFor();
  assert.equal(new URL(ana.page.url()).hash, "");
  await ana.page.reload();
  await ana.part("about").waitFor();
  assert.equal(await ana.part("name").count(), 0);
  await ana.press("join");
  await ana.part("lobby-here").or(ana.part("status")).first().waitFor();
  const secret = hash.slice("#guest=".length);
  const kept = await ana.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.body.innerHTML]));
  assert.equal([kept, ...asked].filter((text) => text.includes(secret)).length, 0);
});
