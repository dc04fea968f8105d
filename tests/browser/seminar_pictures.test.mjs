// A seminar as it is seen: whoever runs it, the wall and a phone, at each stage and at each card, in both languages and
// three sizes, to look at. The pictures lie in the build tree.

import assert from "node:assert/strict";

import { newExercise } from "./facilitator.mjs";
import { openHouse } from "./house.mjs";
import { Seminar, WORLDS } from "./seminar.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { screenshots } from "./support/place.mjs";

const LANGUAGES = ["en", "es"];
const SIZES = [DESK.viewport, { width: 1024, height: 768 }, PHONE.viewport];
const SETTINGS = { seats: 24, worlds: "auto", misses: 20, turn_seconds: 900, spectator_delay: 0, set: "max_turns=3,B:noise=0" };
const CARDS = 9;
const EYES = ["achromatopsia", "deuteranopia", "protanopia", "tritanopia"]; // the first: shades of grey alone
const STATES = [0, 1, 2, 3, 4, 5];
/** Cards that they look at: the states whose signs the wall shows, and how many are drawn in the first drawing. */
const EYES_AT = new Map([[1, { onWall: STATES, drawn: 6 }], [2, { onWall: STATES.slice(1), drawn: 5 }], [4, { onWall: [], drawn: 0 }]]);

const house = openHouse();

async function taken(people, name) {
  for (const { person, who, language } of people)
    for (const viewport of SIZES) {
      await person.page.setViewportSize(viewport);
      await person.page.evaluate(() => scrollTo(0, 0));
      await person.picture(`seminar-${language}-${viewport.width}-${who}-${name}`);
    }
}

/** As eyes see it that tell fewer colours apart; and the signs of these states, which are on the page, differ for them, even without
 *  their letters. */
async function seen(people, name, states) {
  for (const { person, who } of people) {
    const eyes = await person.page.context().newCDPSession(person.page);
    await person.page.setViewportSize(SIZES[who === "phone" ? 2 : 0]);
    for (const type of EYES) {
      await eyes.send("Emulation.setEmulatedVisionDeficiency", { type });
      await person.picture(`seminar-${type}-${who}-${name}`);
      const signs = await signsOf(person);
      assert.deepEqual([...signs.keys()].sort(), states.map((state) => `sign-${state}`), `${who}, ${name}`);
      assert.deepEqual(alike(signs), [], `${who}, ${name}, ${type}`);
    }
    await eyes.send("Emulation.setEmulatedVisionDeficiency", { type: "none" });
  }
}

/** A picture of each state's sign that the page shows, all of one size, on one ground and without their letters. */
async function signsOf(person) {
  const names = await person.page.evaluate(() => {
    const shown = [...document.querySelectorAll("svg[data-part^=sign-]")].filter((sign) => sign.checkVisibility());
    const first = new Map(shown.map((sign) => [sign.dataset.part, sign]).reverse());
    const ground = Object.assign(document.createElement("div"), { id: "signs" });
    Object.assign(ground.style, { position: "fixed", inset: "0", zIndex: "9", background: "white" });
    for (const sign of first.values()) {
      const copy = ground.appendChild(sign.cloneNode(true));
      for (const [name, value] of [["width", "64"], ["height", "64"]]) copy.setAttribute(name, value);
      copy.querySelector("text").remove();
    }
    (document.querySelector("dialog:modal") ?? document.body).append(ground);
    return [...first.keys()];
  });
  const pictures = new Map();
  for (const name of names) pictures.set(name, (await person.page.locator(`#signs [data-part=${name}]`).screenshot()).toString("base64"));
  await person.page.evaluate(() => document.getElementById("signs").remove());
  return pictures;
}

/** States whose signs look the same. */
function alike(signs) {
  return [...signs].filter(([name, one]) => [...signs].some(([other, two]) => other !== name && one === two)).map(([name]) => name);
}

/** How many states have a mark in the first drawing of the card. */
function drawnStates(person) {
  return person.part("step-card").evaluate((card) => new Set([...(card.querySelector("figure")?.querySelectorAll("use") ?? [])].map((mark) => mark.getAttribute("href"))).size);
}

async function comesWithConsent(course, name) {
  const student = await course.comer(name, DESK);
  await student.go(`/join/${course.code}`);
  await student.askToJoin(name);
  await student.press("consent-yes");
  await student.part("lobby-here").waitFor();
}

house.test("pictures of a seminar", async () => {
  const { code, key } = await newExercise(house.server, "seminar", SETTINGS, ["--consent"]);
  const course = new Seminar(house, code);
  const there = (who) => pages.filter((page) => page.who === who);
  const pages = [];
  for (const language of LANGUAGES) {
    const lead = await course.facilitator({ language });
    await lead.enter(code, key);
    pages.push({ person: lead, who: "facilitator", language });
    await course.opensWall({ language });
    pages.push({ person: course.wall, who: "wall", language });
    const phone = await course.comer(`Ana ${language}`, { ...PHONE, language });
    pages.push({ person: phone, who: "phone", language });
    await phone.go(`/join/${code}`);
    await phone.part("about").waitFor();
    await taken([pages.at(-1)], "1-door");
    await phone.askToJoin(phone.name);
    await phone.part("consent").waitFor();
    await taken([pages.at(-1)], "2-consent");
    await phone.press("consent-yes");
    await phone.part("lobby-here").waitFor();
  }
  for (const name of ["Eva", "Finn"]) await comesWithConsent(course, name); // nobody plays a world to which nobody came
  await course.seated();
  const [lead] = there("facilitator").map(({ person }) => person);
  await taken(pages, "3-lobby");

  await lead.press("start");
  await lead.closes("start-dialog");
  await course.awaitTurn(1);
  const [ana, otra] = course.students;
  await ana.write("We arm only because the others do, and we are ready to show our books.");
  await otra.write("Nadie tiene que temernos.");
  await lead.press("resolve-all");
  await lead.closes("resolve-dialog");
  await course.awaitTurn(2);
  await lead.press("inject-new");
  await lead.part("text-en").getByRole("textbox").fill("Grain ships turned back at the straits.");
  await lead.part("text-es").getByRole("textbox").fill("Los barcos de grano dan media vuelta en los estrechos.");
  await lead.part("source").getByRole("textbox").fill("Radio Norte");
  await taken(there("facilitator").slice(0, 1), "4-inject");
  await lead.closes("inject-dialog");
  await course.all((student) => student.shows("bulletins", "Radio Norte"));
  await ana.press("ask");
  await ana.part("ask-dialog").getByRole("textbox").fill("May two states attack the same third one?");
  await ana.press("ask-send");
  await ana.shows("ask-dialog", ana.say("web_step.ask.waiting"));
  await taken(there("phone").slice(0, 1), "5-ask");
  await ana.closeDialog("ask-dialog");
  await lead.part("question-1").waitFor();
  await taken(pages, "6-play");
  await seen(there("phone").slice(0, 1), "6-play", STATES);
  await Promise.all(there("facilitator").map(({ person }) => person.open("A")));
  await taken(there("facilitator"), "7-world");
  await seen(there("facilitator").slice(0, 1), "7-world", STATES);
  const [looked] = course.in("A");
  await looked.more("fortify");
  await looked.awaitSaved();
  for (const { person } of there("facilitator")) {
    await person.pressIn(person.part(`seat-${looked.seat}`), "look");
    await person.part("saved-orders").waitFor();
  }
  await taken(there("facilitator"), "7-look");
  for (const { person } of there("facilitator")) await person.press("look-back");
  await lead.press("pause-all");
  await lead.part("reason").locator("input").fill("Somebody at the door");
  await lead.closes("pause-dialog");
  for (const { person } of there("wall")) await person.shows("world-3", "Somebody at the door");
  await course.all((student) => student.shows("paused", "Somebody at the door"));
  await taken(pages, "8-paused");

  await lead.press("resume-all");
  for (const next of [lead.say("web.turn", { turn: 3 }), lead.say("webfac.world.ended").split("{")[0]]) {
    await lead.press("resolve-all");
    await lead.closes("resolve-dialog");
    for (const world of WORLDS) await lead.shows(lead.world(world), next);
  }
  await course.all((student) => student.part("feelings-form").waitFor());
  await taken(there("phone"), "9-feelings");
  for (const student of course.students) {
    await student.field("feeling-0").fill(student === ana ? "fear" : "desconfianza");
    await student.field("feeling-1").fill(student === ana ? "relief" : "alivio");
    await student.press("feelings-send");
    await student.part("step-waits").waitFor();
  }
  await taken(there("phone"), "9-waits");
  await lead.press("start-debrief");
  await lead.closes("debrief-dialog");
  for (let card = 0; card < CARDS; card++) {
    if (card > 0) await lead.nextCard();
    for (let part = 1; card === 3 && part < 6; part++) {
      await course.wall.part(`part-${part - 1}`).waitFor();
      await lead.nextPart(part + 1, 6);
    }
    for (const { person } of [...there("wall"), ...there("phone")]) {
      await person.shows("step-card", `D${card} `);
      if (card > 0) await person.part("step-card").locator(`[data-part="question"]`).waitFor();
      if (card === 3) await person.part("part-5").waitFor();
    }
    await taken(pages, `D${card}`);
    const eyes = EYES_AT.get(card);
    if (!eyes) continue;
    const [wall, phone] = [there("wall")[0], there("phone")[0]];
    await seen([wall], `D${card}`, eyes.onWall);
    for (const { person, who } of [wall, phone]) assert.equal(await drawnStates(person), eyes.drawn, `D${card} on the ${who}`);
    if (eyes.drawn > 0) await seen([phone], `D${card}`, STATES);
  }
});

process.on("exit", () => console.log(`# pictures: ${screenshots}`));
