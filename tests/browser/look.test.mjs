// What a seat sees, as whoever runs the exercise looks at it: its saved orders and its messages are there, nothing can be pressed, the
// picture follows the turns, and nobody who plays is told of it in any message.

import assert from "node:assert/strict";

import { Facilitator, newExercise } from "./facilitator.mjs";
import { openHouse } from "./house.mjs";
import { PHONE } from "./support/browser.mjs";
import { Traffic } from "./support/traffic.mjs";

const LECTERN = { viewport: { width: 1024, height: 768 } };
const NARROW = { viewport: { width: 320, height: 640 } };
const OWN = ["accepted", "considered", "pong"]; // answers to what the page itself asks
const house = openHouse();

async function looked(person) {
  assert.deepEqual(await person.axe(), []);
  assert.deepEqual(await person.overflow(), []);
  assert.deepEqual(await person.smallTargets(), []);
}

async function student(code, name, settings) {
  const person = await house.come(settings);
  person.traffic = new Traffic(person.page);
  await person.join(code, name);
  return person;
}

/** Two students and whoever leads, with everybody's seat. */
async function lesson() {
  const { code, key } = await newExercise(house.server, "duel", { seats: 2, worlds: 1, turn_seconds: 900 });
  const lead = await Facilitator.come(house, LECTERN);
  await lead.enter(code, key);
  const [ann, bo] = [await student(code, "Ann", PHONE), await student(code, "Bo")];
  const { seats } = (await house.server.show(code)).worlds[0];
  for (const [person, name] of [[ann, "Ann"], [bo, "Bo"]]) person.seat = seats.findIndex(({ persons }) => persons.some((one) => one.name === name));
  return { code, key, lead, ann, bo };
}

async function pause(lead, people) {
  await lead.press("pause-all");
  await lead.closes("pause-dialog");
  await Promise.all(people.map((person) => person.part("paused").waitFor()));
}

function eyesOf(lead, person) {
  return lead.within(lead.part(`seat-${person.seat}`), "look");
}

/** What a page is told from now on; null: it had to come in again meanwhile, and was told everything anew. */
function listen(person) {
  const links = () => person.sockets + person.polls;
  const [count, before] = [person.traffic.told.length, links()];
  return () => {
    const names = person.traffic.told.slice(count).map(({ name }) => name);
    return links() === before ? names.filter((name) => !OWN.includes(name)) : null;
  };
}

/** What has the focus is the part of that name, within another where one is named. */
async function focusIs(person, name, within = "") {
  const wanted = `${within && `[data-part="${within}"] `}[data-part="${name}"]`;
  await person.page.waitForFunction((selector) => document.activeElement?.matches(selector), wanted);
}

house.test("orders and messages of one seat, its turns as they come, and nobody who plays is told", async () => {
  const { code, key, lead, ann, bo } = await lesson();
  const other = await Facilitator.come(house, LECTERN);
  await other.enter(code, key);
  assert.equal(await eyesOf(lead, ann).getAttribute("title"), lead.say("webfac.look.not_begun"));
  await lead.press("start");
  await lead.closes("start-dialog");
  await Promise.all([ann, bo].map((person) => person.awaitTurn(1)));
  const points = await ann.more("fortify");
  await ann.awaitSaved();
  await bo.write("We arm only because you do.");
  await ann.message("We arm only").waitFor();

  await pause(lead, [ann, bo]);
  await lead.press("resume-all"); // all that was on its way to them has come by then
  await Promise.all([ann, bo].map((person) => person.part("paused").waitFor({ state: "detached" })));

  const heard = [ann, bo].map((person) => [person, listen(person)]);
  await eyesOf(lead, ann).click();
  const looking = lead.part("looking");
  await lead.shows(lead.part("saved-budget"), new RegExp(`${lead.say("line.fortify")}\\s*${points}(?!\\d)`));
  await lead.shows(lead.within(looking, "messages"), "We arm only because you do.");
  await lead.shows(lead.part("look-banner"), "Read only. Logged.");
  assert.equal(await lead.part("private").innerText(), lead.say("webfac.private"));
  assert.equal(await lead.part("worlds").isVisible(), false);
  await looked(lead);
  await lead.openAll(looking);
  await looked(lead);
  assert.equal(await looking.locator("input, select, textarea").count(), 0);
  for (const key of ["p", "e", "n", "z", "b"]) await lead.page.keyboard.press(key);
  assert.equal(await lead.page.locator("dialog").count(), 0);

  await lead.press("look-again");
  await lead.part("look-again").and(lead.page.locator(":not([aria-busy])")).waitFor();
  await lead.page.keyboard.press("Escape");
  await looking.waitFor({ state: "detached" });
  await focusIs(lead, "look", `seat-${ann.seat}`);
  const looks = lead.page.locator("#deeds li").filter({ hasText: lead.say("webfac.deed.look") });
  await looks.first().waitFor();
  assert.equal(await looks.count(), 1, "once a turn");

  await pause(lead, [ann, bo]); // what they are told next shows that there was nothing before it
  for (const [, told] of heard) assert.deepEqual(told() ?? ["clock"], ["clock"]);
  await eyesOf(lead, bo).click();
  await lead.within(looking, "paused").waitFor();
  await lead.shows(lead.within(looking, "status"), lead.say("web.status.unsaved_first"));
  await other.press("resume-all");
  await lead.within(looking, "paused").waitFor({ state: "detached" });
  await Promise.all([ann, bo].map((person) => person.ready()));
  await looking.getByRole("heading", { level: 1, name: lead.say("web.turn", { turn: 2 }) }).waitFor();
  await lead.press("look-back");
  await focusIs(lead, "look", `seat-${bo.seat}`);
  await ann.awaitTurn(2);
});

house.test("by keyboard alone, on a narrow page in Spanish, and who only observes may not", async () => {
  const { code, key, lead, ann } = await lesson();
  await lead.press("start");
  await lead.closes("start-dialog");
  await ann.awaitTurn(1);
  const small = await Facilitator.come(house, { ...NARROW, language: "es", theme: "dark" });
  await small.enter(code, key);
  await eyesOf(small, ann).focus();
  await small.page.keyboard.press("Enter");
  await small.within(small.part("looking"), "changes").waitFor();
  await focusIs(small, "look-banner");
  await looked(small);
  for (let step = 0; step < 25; step++) {
    await small.page.keyboard.press("Tab");
    assert.equal(await small.hiddenFocus(), null);
  }
  await small.part("look-back").focus();
  await small.page.keyboard.press("Enter");
  await small.part("worlds").waitFor();
  await focusIs(small, "look", `seat-${ann.seat}`);
  await small.page.keyboard.press("g");
  await looked(small);
  await small.pressIn(small.part("look-dialog"), "yes");
  await small.within(small.part("looking"), "changes").waitFor();

  await lead.press("add-facilitator");
  const dialog = lead.part("add-dialog");
  await dialog.getByRole("textbox").fill("Ole");
  await lead.within(dialog, "rights").locator("select").selectOption({ label: lead.say("webfac.rights.observe") });
  await lead.closes("add-dialog");
  const theirs = await lead.part("new-key").locator("output").innerText();
  const observer = await Facilitator.come(house);
  await observer.enter(code, theirs);
  assert.equal(await eyesOf(observer, ann).getAttribute("title"), observer.say("webfac.why.rights", { rights: observer.say("webfac.rights.assist") }));
});
