// Twenty-four students in four worlds, two facilitators and a wall: a whole exercise, with everything that happens in one,
// to the last card of the debrief.

import assert from "node:assert/strict";

import { newExercise } from "./facilitator.mjs";
import { openHouse } from "./house.mjs";
import { part } from "./pages.mjs";
import { LECTERN, Seminar, WORLDS } from "./seminar.mjs";
import { PHONE } from "./support/browser.mjs";
import { fieldsOf } from "./support/traffic.mjs";
import { sentencesOf } from "./support/words.mjs";

const TURNS = 5;
const SETTINGS = { seats: 24, worlds: "auto", misses: 1, turn_seconds: 900, spectator_delay: 0, plan: 75, set: `max_turns=${TURNS},B:noise=0` };
const REASON = "Somebody at the door";
const QUESTION = "May two states attack the same third one?";
const NEWS = "Grain ships turned back at the straits.";
const SECRET = "Only you and I know of this line.";
const CARDS = 9;
const REVEAL = 3;
/** All that a wall may be told. */
const PUBLIC = ["accepted", "debrief_part", "debrief_step", "notice", "pong", "public_clock", "public_turn", "refusal", "watching", "welcome", "world_ended"];

const house = openHouse();

async function looked(...people) {
  for (const person of people) {
    await person.page.evaluate(() => scrollTo(0, 0)); // what a bar at the edge half covers is no small target
    assert.deepEqual(await person.axe(), [], person.name);
    assert.deepEqual(await person.overflow(), [], person.name);
    assert.deepEqual(await person.smallTargets(), [], person.name);
  }
}

house.test("a seminar of twenty-four, from the first link to the last card", async () => {
  const { code, key } = await newExercise(house.server, "seminar", SETTINGS, ["--practice", "--consent"]);
  const course = new Seminar(house, code);
  try {
    const lead = await course.facilitator(LECTERN);
    lead.key = key;
    await lead.enter(code, key);
    const helper = await theHelperComes(course, lead, code);
    await course.opensWall();
    await course.fill();
    await theLobby(course, lead);
    await thePractice(course, lead);
    await theFirstTurn(course, lead, helper);
    await theDropOut(course, lead);
    await theRollBack(course, lead, helper);
    await theServerDies(course, lead, helper);
    await theEnd(course, lead);
    await theFeelings(course);
    newsOfOne(course);
    await theDebrief(course, lead);
    await nothingPrivate(course, lead, helper);
  } finally {
    await course.end();
  }
});

/** Another facilitator, who may run and answers for two of the worlds. */
async function theHelperComes(course, lead, code) {
  await lead.press("add-facilitator");
  await lead.part("add-dialog").getByRole("textbox").fill("Prof S");
  await lead.closes("add-dialog");
  const theirs = await lead.part("new-key").locator("output").innerText();
  const helper = await course.facilitator({ language: "es" });
  helper.key = theirs;
  await helper.enter(code, theirs);
  for (const world of ["C", "D"]) {
    await lead.open(world);
    await lead.press("give");
    await lead.closes("owner-dialog");
    await lead.shows(lead.world(world), lead.say("webfac.world.owner", { name: "Prof S" }));
  }
  await lead.open("B");
  await lead.shows(lead.part("detail"), `max_turns=${TURNS} noise=0`);
  return helper;
}

async function theLobby(course, lead) {
  const { wall } = course;
  await wall.shows("project-door", wall.say("web_project.persons", { persons: 23, places: 24 }));
  await wall.shows("project-door", course.code);
  await lead.shows(lead.part("persons"), lead.say("webfac.head.persons", { persons: 23, places: 24 }));
  await course.all((student) => student.shows("lobby-here", student.say("web_step.lobby.by_hand")));
  assert.deepEqual(WORLDS.map((world) => course.in(world).length).sort(), [1, 2, 2, 2], "who comes is spread over the worlds");
  await looked(lead, wall, course.students[0]);
  await lead.press("start");
  await lead.closes("start-dialog");
}

/** It is played, undone, and does not count. */
async function thePractice(course, lead) {
  const { wall } = course;
  await course.awaitTurn(1);
  await course.all((student) => student.part("practice").waitFor());
  await wall.shows("world-3", wall.say("web_step.practice"));
  await course.students[0].more("fortify");
  await course.students[0].awaitSaved();
  await course.allReady();
  await course.all(async (student) => {
    await student.shows("news", student.say("web_step.practice_over"));
    await student.part("practice").waitFor({ state: "detached" });
    await student.awaitTurn(1);
  });
}

/** A pause, an extension, a question, news for one seat, a secret line; then everybody is ready. */
async function theFirstTurn(course, lead, helper) {
  const { wall } = course;
  const [asker, other] = course.students;
  await lead.press("pause-all");
  await lead.part("reason").locator("input").fill(REASON);
  await lead.closes("pause-dialog");
  await course.all((student) => student.shows("paused", REASON));
  for (const world of WORLDS.keys()) await wall.shows(`world-${world}`, REASON);
  await looked(wall, asker);
  await lead.press("resume-all");
  await course.all((student) => student.part("paused").waitFor({ state: "detached" }));

  await helper.pressIn(helper.world("C"), "extend");
  await Promise.all(course.in("C").map((student) => student.shows("news", student.say("web_link.extended_minutes", { minutes: 1 }))));
  await lead.press("extend-all");
  await course.all((student) => student.shows("news", student.say("web_link.extended_minutes", { minutes: 1 })));

  await asker.press("ask");
  await asker.part("ask-dialog").getByRole("textbox").fill(QUESTION);
  await asker.press("ask-send");
  await asker.shows("ask-dialog", asker.say("web_step.ask.waiting"));
  await looked(asker);
  await lead.part("question-1").getByRole("textbox").fill("They may, and nobody has to tell the other.");
  await lead.pressIn(lead.part("question-1"), "answer-one");
  await asker.shows("ask-dialog", "nobody has to tell the other");
  await asker.closeDialog("ask-dialog");

  await theNews(course, lead, other);
  await theSecret(course);
  await asker.write("Nobody here wants war.");
  await course.allReady();
  await course.awaitTurn(2);
  await wall.shows(`world-${asker.world}`, "Nobody here wants war.");
}

/** News come to the seats that they are for, with their source, and to nobody else. */
async function theNews(course, lead, told) {
  const world = WORLDS[told.world];
  await lead.press("inject-new");
  const form = lead.part("inject-dialog");
  await lead.part("text-en").getByRole("textbox").fill(NEWS);
  await lead.part("source").getByRole("textbox").fill("Radio Norte");
  await lead.part("inject-world").locator("select").selectOption({ label: world });
  await form.getByRole("checkbox", { name: told.state }).check();
  await looked(lead);
  await lead.closes("inject-dialog");
  await told.shows("bulletins", told.words.pattern("web_step.bulletin_from", { source: "Radio Norte" }));
  await told.shows("bulletins", NEWS);
}

/** What one state writes to another is for that one. */
async function theSecret(course) {
  const [told] = course.students;
  const typist = course.typists.find(({ world }) => world === told.world);
  typist.type(`say ${told.state} ${SECRET}`);
  await told.press(`thread-${typist.seat}`);
  await told.message(SECRET).waitFor();
  await told.press("thread-everyone");
}

/** A page is closed, and somebody comes late. The turn closes without orders of the one who is gone: a bot takes that seat, and who came
 *  late has theirs. The one who was gone comes back on another device, and a bot plays until it is taken out. */
async function theDropOut(course, lead) {
  const gone = course.in("A", "B")[0];
  const seatCode = await gone.seatCode();
  const seat = lead.part(`seat-${gone.seat}`);
  await lead.open(WORLDS[gone.world]);
  gone.complaints.forgiveLostConnections(); // what it says while it is being closed
  await gone.context.close();
  await lead.shows(seat, lead.words.pattern("webfac.person.away"));
  course.students = course.students.filter((student) => student !== gone);
  const late = await course.student("Hana Weiss", PHONE);
  await course.seated();
  await late.part("bot").waitFor();
  await late.page.locator("#role").waitFor(); // who comes late is told who they are, now ...
  await course.readyBut(late);
  await othersAreReady(course, gone); // the other worlds go on by themselves then
  await lead.pressIn(lead.world(WORLDS[gone.world]), "resolve");
  await lead.closes("resolve-dialog");
  await course.awaitTurn(3);
  await course.all((student) => student.part("bot").waitFor({ state: "detached" }));
  await late.page.locator("#role").waitFor(); // ... and in the first turn that is their own
  await course.wall.shows("project-late", course.wall.say("web_project.persons", { persons: 24, places: 24 }));
  await lead.shows(seat, lead.say("webfac.seat.bot"));
  await looked(lead);

  const back = await course.comesBack(gone, { ...PHONE, theme: "dark" }, seatCode);
  assert.deepEqual([back.world, back.seat], [gone.world, gone.seat]);
  await back.shows("bot", back.say("web.bot.returning"));
  await lead.pressIn(seat, "bot-in");
  await back.shows("bot", back.say("web.bot.held"));
  assert.equal(await back.part("take-seat").count(), 0, "what would be refused is not offered");
  await looked(back);
  await lead.shows(seat, lead.say("webfac.seat.held"));
  await lead.pressIn(seat, "bot-out");
  await lead.within(seat, "bot-in").waitFor();
  await back.shows("bot", back.say("web.bot.given_back"));
}

async function othersAreReady(course, gone) {
  const waits = ({ bot, ready }, seat) => !bot && !ready && seat !== gone.seat;
  while ((await course.worlds())[gone.world].seats.some(waits)) await gone.house.server.act("show", [course.code]);
}

/** One world goes back, and the others do not. */
async function theRollBack(course, lead, helper) {
  const { wall } = course;
  const back = course.in("D");
  assert.ok(back.length > 0);
  await helper.open("D");
  await helper.press("roll-back");
  await helper.part("turn").getByRole("button").first().click();
  await helper.shows(helper.part("roll-back-dialog"), helper.words.pattern("webfac.ask.roll_back_loses", { turn: 2, count: 1, first: 2, last: 2 }));
  await looked(helper);
  await helper.closes("roll-back-dialog");
  for (const student of back) await student.shows("news", student.say("web_step.rolled_back"));
  await course.awaitTurn(2, back);
  await course.awaitTurn(3, course.in("A", "B", "C"));
  await wall.shows("world-3", wall.say("web.turn", { turn: 2 }));
  await wall.shows("world-3", wall.say("web_project.rolled_back", { turn: 2 }));
  await wall.shows("world-0", wall.say("web.turn", { turn: 3 }));
  await lead.shows(lead.world("D"), lead.say("web.turn", { turn: 2 }));
  await looked(...back);
}

/** Every page comes back by itself, and play goes on where it was. */
async function theServerDies(course, lead, helper) {
  const { wall } = course;
  const pages = [lead, helper, wall, ...course.students];
  for (const page of pages) page.complaints.forgiveLostConnections();
  await house.server.end("SIGKILL");
  await Promise.all([lead, helper].map((one) => one.part("fac-lost").waitFor()));
  await course.all((student) => student.awaitStatus("web.status.lost", "web.status.connecting"));
  await house.server.start();
  await Promise.all([lead, helper].map((one) => one.part("fac-lost").waitFor({ state: "detached" })));
  for (const world of WORLDS) await lead.shows(lead.world(world), lead.say("webfac.world.here", { here: 6, persons: 6 }));
  await lead.press("pause-all");
  await lead.part("reason").locator("input").fill("Everybody back?");
  await lead.closes("pause-dialog");
  await course.all((student) => student.shows("paused", "Everybody back?"));
  for (const world of WORLDS.keys()) await wall.shows(`world-${world}`, "Everybody back?");
  await lead.press("resume-all");
  await course.all((student) => student.part("paused").waitFor({ state: "detached" }));
  await course.awaitTurn(2, course.in("D"));
  await course.awaitTurn(3, course.in("A", "B", "C"));
  const one = course.students.find(({ name }) => name !== course.first[0].name && name !== course.first[1].name); // whose seat no bot plays
  await one.more("fortify");
  await one.awaitSaved();
}

/** To the end of every world: whoever gives no orders is played by a bot from the next turn on, so that most worlds go on by themselves. */
async function theEnd(course, lead) {
  await lead.press("resolve-all");
  await lead.closes("resolve-dialog");
  while ((await course.worlds()).some(({ end }) => end === "running"))
    await house.server.act("resolve", [course.code]).catch((refused) => assert.match(refused.stderr, /ended|over/)); // the last one ended meanwhile
  for (const world of WORLDS) await lead.shows(lead.world(world), lead.say("webfac.world.ended").split("{")[0]);
  await course.all((student) => student.part("feelings-form").waitFor());
  await looked(...course.students.slice(0, 2));
}

/** Phones give three words each, one gives none. */
async function theFeelings(course) {
  const phones = course.students.filter(({ isPhone }) => isPhone);
  assert.ok(phones.length >= 4);
  for (const [number, phone] of phones.entries()) {
    await phone.field("feeling-0").fill(`fear${number}`);
    await phone.field("feeling-1").fill(`trust${number}`);
    await phone.press("feelings-send");
    await phone.shows("step-waits", phone.say("web_step.waits"));
  }
  const other = course.students.find(({ isPhone }) => !isPhone);
  await other.press("feelings-skip");
  await other.shows("step-waits", other.say("web_step.waits"));
}

/** From card to card: everybody looks at the same one, and before the reveal nothing tells a motive. */
async function theDebrief(course, lead) {
  const { wall } = course;
  const [phone] = course.students;
  await lead.press("start-debrief");
  await lead.closes("debrief-dialog");
  const phones = course.students.filter(({ isPhone }) => isPhone);
  for (const number of phones.keys()) {
    await wall.shows("feelings", `fear${number}`);
    await phone.shows("step-card", `trust${number}`);
  }
  for (let card = 0; card < CARDS; card++) {
    if (card > 0) await lead.nextCard();
    await lead.shows(lead.part("debrief-card"), lead.say("webfac.debrief.card", { card, title: lead.say(`card.d${card}.title`) }));
    await Promise.all([wall, ...course.students].map((person) => sameCard(person, card)));
    if (card < REVEAL) await noMotive(course, lead);
    if (card === REVEAL) await theReveal(course, lead);
    if (card === 4) {
      await lead.part("projected").locator("select").selectOption({ index: 1 });
      await wall.shows("step-card", wall.say("web_step.world", { world: "B" }));
    }
    if (card === 7) await theWorldsSideBySide(course);
    await looked(wall, phone, lead);
  }
  assert.ok(wall.traffic.among(MOTIVES).length > 0, "what is looked for before the reveal is found after it");
  await phone.press("go-free");
  await phone.part("debrief-card").first().waitFor();
}

async function sameCard(person, card) {
  await person.shows("step-card", `D${card} `);
  await person.shows("step-card", person.say(`card.d${card}.title`));
  const question = person.part("step-card").locator(part("question"));
  // the first asks about a turn, which the page's words do not know
  await (card === 0 ? question : question.filter({ hasText: person.words.pattern(`card.d${card}.question`) })).waitFor();
}

/** State after state, on the wall and on every page. */
async function theReveal(course, lead) {
  const states = 6;
  for (let shown = 0; shown < states; shown++) {
    if (shown > 0) await lead.nextPart(shown + 1, states);
    await Promise.all([course.wall, ...course.students].map(async (person) => {
      await person.part("step-card").locator(part(`part-${shown}`)).waitFor();
      assert.equal(await person.part("step-card").locator(part(`part-${shown + 1}`)).count(), 0, "one state after the other");
    }));
    await isInSight(course.wall, `part-${shown}`); // nobody scrolls a wall
  }
}

function isInSight(person, name) {
  return person.page.waitForFunction((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box && box.top >= 0 && Math.floor(box.bottom) <= innerHeight;
  }, part(name));
}

async function theWorldsSideBySide(course) {
  for (const person of [course.wall, ...course.students]) {
    const rows = person.part("outcomes").locator("tbody tr");
    await rows.nth(3).waitFor();
    assert.deepEqual(await rows.locator("th").allInnerTexts(), WORLDS, person.name);
  }
}

/** What nobody reads before the reveal. */
const MOTIVES = sentencesOf("cards", ["card.motive.security_seeker", "card.wanted.security_seeker", "card.wanted.greedy"]);

async function noMotive(course, lead) {
  const RESULTS = 4, KEY = 5, SALT = 6;
  for (const person of [lead, course.wall, ...course.students]) {
    const page = await person.page.evaluate(() => document.body.innerHTML);
    assert.deepEqual(MOTIVES.filter((text) => page.includes(text)), [], person.name);
    assert.deepEqual(person.traffic.among(MOTIVES), [], person.name);
    for (const ended of person.traffic.of("world_ended")) {
      const opened = fieldsOf(ended).map(([field]) => field).filter((field) => [RESULTS, KEY, SALT].includes(field));
      assert.deepEqual(opened, [], `${person.name} was told the end of a world that is withheld`);
    }
  }
}

/** News for one state is told to no other before the debrief, whose card D1 tells all of it. */
function newsOfOne({ wall, students, first: [, told] }) {
  for (const person of [wall, ...students])
    assert.deepEqual(person.traffic.among([NEWS]), person.name === told.name ? [NEWS] : [], person.name);
}

/** What the wall was told is for everybody; news and questions are for those whose they are; keys stand nowhere. */
async function nothingPrivate(course, lead, helper) {
  const { wall, students } = course;
  const { key } = lead;
  const people = [...students, ...course.typists].map(({ name }) => name);
  assert.deepEqual(wall.traffic.kinds.filter((kind) => !PUBLIC.includes(kind)), [], "the wall is told nothing else");
  assert.deepEqual(wall.traffic.among([...people, QUESTION, SECRET, key, helper.key]), []);
  assert.deepEqual(wall.traffic.among([REASON, NEWS]), [REASON, NEWS], "and what is looked for would be found");
  const [asker] = course.first;
  for (const student of students) {
    assert.deepEqual(student.traffic.among([key, helper.key]), [], student.name);
    if (student.name !== asker.name) assert.deepEqual(student.traffic.among([QUESTION, SECRET]), [], student.name);
  }
  for (const page of [lead, helper]) {
    const kept = await page.kept();
    assert.ok(kept.session.includes(page.key), "a reload comes back");
    for (const place of [kept.url, kept.local, kept.history]) assert.ok(!place.includes(page.key));
    assert.ok(!page.traffic.kinds.some((kind) => ["briefing", "situation", "press", "bulletin"].includes(kind)));
  }
}
