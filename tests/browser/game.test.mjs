// Six students play a world to the last card of the debrief, on phones and at desks, each with a trouble of their own.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { DESK, PHONE } from "./support/browser.mjs";

const TURNS = 4;
const house = openHouse({ shortened: { "ring-6": TURNS } });

/** Who is who: the trouble is in what the tests below do with them. */
const STUDENTS = [
  { name: "Ann", settings: { ...PHONE } },
  { name: "Ben", settings: { ...PHONE, language: "es" } },
  { name: "Cleo", settings: { ...PHONE, theme: "dark" }, hasWire: true },
  { name: "Dan", settings: { ...DESK } },
  { name: "Eva", settings: { ...DESK, language: "es", theme: "dark" } },
  { name: "Finn", settings: { ...DESK }, hasNoWebSocket: true },
];

async function comeAll() {
  const people = {};
  for (const { name, settings, hasWire, hasNoWebSocket } of STUDENTS) {
    const wire = hasWire ? await house.wire() : null;
    const person = await house.come({ ...settings, ...(wire ? { origin: wire.origin } : {}) });
    person.wire = wire;
    if (hasNoWebSocket) await person.blockWebSockets();
    people[name] = person;
  }
  return people;
}

house.test("six students, to the last card", async () => {
  const code = await house.server.exercise("ring-6", { wait_seats: 6 });
  const people = await comeAll();
  const { Ann, Ben, Cleo, Dan, Finn } = people;
  const all = Object.values(people);

  // In: by link or by code, in any case of letters.
  for (const [name, person] of Object.entries(people)) {
    if (person === Dan) await person.joinByCode(code.toLowerCase(), name);
    else await person.join(code, name);
  }
  await Promise.all(all.map((person) => person.awaitTurn(1)));
  assert.ok(Ann.polls === 0 || Ann.complaints.gaveUp, "a WebSocket where there is one");
  assert.ok(Finn.polls > 0, "long poll where there is none");

  // Turn 1: a draft that outlives a reload in the very moment of its making.
  const points = await Ann.more("fortify");
  await Ann.page.reload();
  await Ann.awaitTurn(1);
  await Ann.awaitPoints("fortify", points);
  await Ann.awaitSaved();
  await Ben.more("strike");
  await Promise.all(all.map((person) => person.ready()));
  await Promise.all(all.map((person) => person.awaitTurn(2)));

  // Turn 2: a message to everybody; a wire that breaks, and what was done meanwhile.
  await Dan.write("Peace, I hope.");
  await Finn.message("Peace, I hope.").waitFor();
  await Ben.message("Peace, I hope.").waitFor();
  Cleo.complaints.forgiveLostConnections();
  Cleo.wire.isShut = true;
  Cleo.wire.cut();
  await Cleo.awaitStatus("web.status.lost", "web.status.connecting");
  const kept = await Cleo.more("fortify");
  Cleo.wire.isShut = false;
  await Cleo.awaitSaved();
  await Cleo.awaitPoints("fortify", kept);
  await Promise.all(all.map((person) => person.ready()));
  await Promise.all(all.map((person) => person.awaitTurn(3)));

  // Turn 3: one leaves, a bot plays the seat, and the person comes back.
  await Dan.leave();
  const others = all.filter((person) => person !== Dan);
  await Promise.all(others.map((person) => person.ready()));
  await Promise.all(others.map((person) => person.awaitTurn(4)));
  assert.ok((await house.server.show(code)).seats.some((seat) => seat.bot), "a bot plays the seat");
  await Dan.press("come-back");
  await Dan.awaitTurn(4);
  await Dan.part("bot").waitFor();

  // The last turn, and the end for everybody.
  await Promise.all(others.map((person) => person.ready()));
  await Promise.all(all.map((person) => person.awaitEnd()));
  await motivesAreCovered(Ann);
  for (const person of [Ann, Finn]) {
    const titles = await person.walkDebrief();
    assert.ok(titles.length >= 8, titles.join(", "));
  }
  assert.equal((await house.server.show(code)).clock, "ended");
});

/** Nothing that tells a motive stands in the page, not even unseen, before somebody has uncovered it. */
async function motivesAreCovered(person) {
  await person.press("place-3"); // D3, the reveal
  await person.part("cover").waitFor();
  const page = await person.page.evaluate(() => document.body.innerHTML);
  for (const motive of ["greedy", "security_seeker"]) assert.ok(!page.includes(person.say(`motive.${motive}`)), motive);
  await person.press("place-0");
}
