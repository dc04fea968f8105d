// At the door: codes that are wrong, exercises that are full or over, seats that ended, and links that only look.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { PHONE } from "./support/browser.mjs";
import { get } from "./support/words.mjs";

const house = openHouse();

/** What is shown after a press that cannot succeed: words, and the form as it was. */
async function refused(person, key) {
  await person.part("refused").filter({ hasText: person.words.pattern(key) }).waitFor();
  assert.ok(await person.part("join").isVisible());
}

house.test("a code that is none", async () => {
  const ann = await house.come(PHONE);
  await ann.go("/join/ZZZZZZ");
  await ann.askToJoin("Ann");
  await refused(ann, "refusal.unknown_code");
});

house.test("a full exercise", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 2 });
  const people = await Promise.all([1, 2, 3].map(() => house.come(PHONE)));
  await people[0].join(code, "Ann");
  await people[1].join(code, "Ben");
  await people[2].go(`/join/${code}`);
  await people[2].askToJoin("Cleo");
  const full = people[2].part("full").filter({ hasText: people[2].words.pattern("web_door.full") });
  await full.waitFor();
  assert.equal(await full.getByRole("link").getAttribute("href"), `/watch/${code}`);
  await people[2].press("wait");
  await full.filter({ hasText: people[2].words.pattern("web_door.waiting") }).waitFor();
});

house.test("an exercise that is over", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 1 });
  const ann = await house.come(PHONE);
  await ann.join(code, "Ann");
  await house.server.act("close", [code]);
  await ann.awaitEnd();
  const late = await house.come(PHONE);
  await late.go(`/join/${code}`);
  const over = late.part("over").filter({ hasText: late.words.pattern("web_door.over") });
  await over.waitFor();
  assert.equal(await over.getByRole("link").getAttribute("href"), `/watch/${code}`);
  assert.equal(await late.part("name").count(), 0, "nobody new comes in, and no name is asked for");
});

house.test("a name that is none is told before it is sent", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 2 });
  const ann = await house.come(PHONE);
  await ann.go(`/join/${code}`);
  for (const name of ["", "   ", "ñ".repeat(40)]) {
    await ann.askToJoin(name);
    assert.equal(await ann.field("name").getAttribute("aria-invalid"), "true", JSON.stringify(name));
  }
  assert.equal((await house.server.show(code)).persons, 0);
  await ann.askToJoin("Ann");
  await ann.part("lobby-here").waitFor();
  assert.equal((await house.server.show(code)).persons, 1);
});

/** From the link to the seat, pressing what there is to press as soon as it is there: at which screens, and how long it took. A screen that
 *  nobody thought of is never passed. */
async function wayIn(person, code) {
  const began = performance.now();
  const pressed = [];
  const inSight = (name) => person.part(name).evaluate((button) => button.getBoundingClientRect().top < innerHeight);
  await person.go(`/join/${code}`);
  const doors = { join: () => person.field("name").fill("Ann"), "consent-yes": () => {} };
  const seat = person.part("lobby-here").or(person.part("status"));
  for (;;) {
    const left = Object.keys(doors).filter((name) => !pressed.includes(name));
    await left.reduce((any, name) => any.or(person.part(name)), seat).first().waitFor();
    if ((await seat.count()) > 0) return { pressed, ms: Math.round(performance.now() - began) };
    const shown = await Promise.all(left.map(async (name) => ((await person.part(name).count()) > 0 ? name : "")));
    const name = shown.find(Boolean);
    assert.ok(name, "a screen that was not known");
    await doors[name]();
    assert.ok(await inSight(name), `${name} is within the screen of a phone`);
    await person.press(name);
    pressed.push(name);
  }
}

house.test("three screens at most from the link to the seat, also where consent is asked", async () => {
  for (const [flags, screens] of [[[], ["join"]], [["--consent"], ["join", "consent-yes"]]]) {
    const said = await house.server.act("new", flags, { scenario: "duel", seats: 2, seed: 5 });
    const ann = await house.come(PHONE);
    const { pressed, ms } = await wayIn(ann, /^code (\w+)$/m.exec(said)[1]);
    console.log(`# in after ${pressed.length} screens and ${ms} ms`); // of 30 s; what a person types and reads comes on top
    assert.deepEqual(pressed, screens);
    assert.ok(pressed.length + 1 <= 3, "and the seat itself");
  }
});

house.test("looking takes no seat, pressing twice takes one", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 2 });
  for (let look = 0; look < 5; look++) await get(`${house.server.origin}/join/${code}`);
  const ann = await house.come(PHONE);
  await ann.go(`/join/${code}`);
  await ann.page.reload();
  await ann.part("join").waitFor();
  assert.equal((await house.server.show(code)).persons, 0);
  await ann.field("name").fill("Ann");
  await ann.part("join").dblclick();
  await ann.part("lobby-here").waitFor();
  assert.equal((await house.server.show(code)).persons, 1);
});

house.test("an address that leads nowhere", async () => {
  const ann = await house.come(PHONE);
  assert.equal((await get(`${house.server.origin}/nothing/here`)).status, 404);
  await ann.go("/join/a");
  await ann.part("join").waitFor();
});

house.test("a seat that is worth nothing any more", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 2 });
  const ann = await house.come(PHONE);
  await ann.join(code, "Ann");
  await ann.page.evaluate(() => {
    const key = "spiral.seats";
    localStorage.setItem(key, localStorage.getItem(key).replace(/"token":"[0-9a-f]{8}/, '"token":"00000000'));
  });
  await ann.page.reload();
  await refused(ann, "refusal.unknown_person");
});
