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
const EYES_AT = [1, 2, 4];

const house = openHouse();

async function taken(people, name) {
  for (const { person, who, language } of people)
    for (const viewport of SIZES) {
      await person.page.setViewportSize(viewport);
      await person.page.evaluate(() => scrollTo(0, 0));
      await person.picture(`seminar-${language}-${viewport.width}-${who}-${name}`);
    }
}

/** As eyes see it that tell fewer colours apart; and the signs of all states differ for them, even without their letters. */
async function seen(people, name) {
  for (const { person, who } of people) {
    const eyes = await person.page.context().newCDPSession(person.page);
    await person.page.setViewportSize(SIZES[who === "phone" ? 2 : 0]);
    for (const type of EYES) {
      await eyes.send("Emulation.setEmulatedVisionDeficiency", { type });
      await person.picture(`seminar-${type}-${who}-${name}`);
      assert.deepEqual(await alike(person), [], `${who}, ${type}`);
    }
    await eyes.send("Emulation.setEmulatedVisionDeficiency", { type: "none" });
  }
}

/** States whose signs look the same without their letters. */
async function alike(person) {
  const marks = person.page.locator("[data-part=legend] li, [data-part^=rival-]").filter({ has: person.page.locator("svg") });
  const letters = (shown) => person.page.evaluate((display) => document.querySelectorAll("svg text").forEach((text) => (text.style.display = display)), shown);
  await letters("none");
  const pictures = new Map();
  for (const mark of (await marks.all()).slice(0, 6)) pictures.set(await mark.innerText(), (await mark.locator("svg").first().screenshot()).toString("base64"));
  await letters("");
  return [...pictures].filter(([name, one]) => [...pictures].some(([other, two]) => other !== name && one === two)).map(([name]) => name);
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
  await seen(pages.slice(0, 3), "6-play");
  await Promise.all(there("facilitator").map(({ person }) => person.open("A")));
  await taken(there("facilitator"), "7-world");
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
      await lead.press("debrief-next");
    }
    for (const { person } of [...there("wall"), ...there("phone")]) {
      await person.shows("step-card", `D${card} `);
      if (card > 0) await person.part("step-card").locator(`[data-part="question"]`).waitFor();
      if (card === 3) await person.part("part-5").waitFor();
    }
    await taken(pages, `D${card}`);
    if (EYES_AT.includes(card)) await seen(there("wall").slice(0, 1), `D${card}`);
  }
});

process.on("exit", () => console.log(`# pictures: ${screenshots}`));
