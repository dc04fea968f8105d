// The debrief on a wall that nobody scrolls: every part of every card fits, in both languages and on both usual
// projectors, and its letters can be read from the last row.

import assert from "node:assert/strict";

import { Facilitator, newExercise } from "./facilitator.mjs";
import { openHouse } from "./house.mjs";
import { part } from "./pages.mjs";
import { Seminar, Student } from "./seminar.mjs";
import { PHONE } from "./support/browser.mjs";

const SIZES = [{ width: 1024, height: 768 }, { width: 1280, height: 720 }];
const LANGUAGES = ["en", "es"];
const REVEAL = 3;
const LEAST = { table: 18.5, words: 18.5, drawn: 15 }; // px on a wall that is 1280 wide

const house = openHouse();

/** An exercise at its end, with a debrief that has begun, and a wall in each language. */
async function opened(scenario, settings, students) {
  const { code, key } = await newExercise(house.server, scenario, { misses: 20, turn_seconds: 0, spectator_delay: 0, ...settings });
  const course = new Seminar(house, code);
  for (let number = 0; number < students; number++) await course.student(`Ann ${number}`, PHONE);
  await house.server.act("start", [code]);
  while ((await course.worlds()).some(({ end }) => end === "running")) await house.server.act("resolve", [code]);
  await house.server.act("debrief", [code], { card: 0 });
  const kinds = LANGUAGES.flatMap((language) => SIZES.map((viewport) => ({ viewport, language })));
  const walls = await Promise.all(kinds.map(async (kind) => {
    const wall = await course.come(Student, kind, `a wall of ${kind.viewport.width} in ${kind.language}`);
    await wall.go(`/project/${code}`);
    await wall.shows("step-card", "D0 ");
    return wall;
  }));
  return { code, key, course, walls };
}

/** What of the card is cut, below the fold or too small to be read. */
function faultsOf(wall, least) {
  return wall.page.evaluate((limits) => {
    const faults = [];
    const card = document.querySelector(".wall-card");
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth) faults.push(`page of ${scrollWidth}x${scrollHeight}`);
    const scale = innerWidth / 1280;
    const shown = [...card.querySelectorAll("th, td, p, li, h2, h3, svg")].filter((one) => !one.closest(".unseen, .question-sign, .project-foot"));
    for (const one of shown) {
      const box = one.getBoundingClientRect();
      const text = one.textContent.slice(0, 40);
      if (box.bottom > innerHeight + 0.5 || box.right > innerWidth + 0.5) faults.push(`out of sight: ${one.localName} ${text}`);
      const kind = one.matches("th, td") ? "table" : one.matches(".grid-states li") ? "drawn" : one.localName === "svg" ? "" : "words";
      const size = parseFloat(getComputedStyle(one).fontSize) / Math.min(1, scale);
      if (kind && size < limits[kind]) faults.push(`${size} px: ${one.localName} ${text}`);
    }
    for (const box of card.querySelectorAll(".scroller")) if (box.scrollWidth > box.clientWidth + 1) faults.push(`wider than its place: ${box.scrollWidth}`);
    return [...new Set(faults)];
  }, least);
}

async function fits(walls, name) {
  await Promise.all(walls.map(async (wall) => assert.deepEqual(await faultsOf(wall, LEAST), [], `${name} on ${wall.name}`)));
}

function onAll(walls, run) {
  return Promise.all(walls.map(run));
}

async function partsOf(wall) {
  const counter = wall.part("wall-part");
  return (await counter.count()) > 0 ? Number((await counter.innerText()).match(/\d+$/)[0]) : 1;
}

/** From part to part by the command of whoever runs it. Gives how many there are. */
async function turned({ code, walls }, card) {
  await house.server.act("debrief", [code], { card });
  await onAll(walls, async (wall) => {
    await wall.shows("step-card", `D${card} `);
    await wall.part("question").waitFor();
  });
  const parts = card === REVEAL ? 6 : await partsOf(walls[0]);
  for (let number = 0; number < parts; number++) {
    if (number > 0) {
      await house.server.act("debrief", [code], { card, part: number });
      // as many in both languages
      await onAll(walls, (wall) => (card === REVEAL ? wall.part(`part-${number}`).waitFor() : wall.shows("wall-part", wall.say("web_project.part", { part: number + 1, parts }))));
    }
    await fits(walls, `D${card} part ${number}`);
  }
  return parts;
}

house.test("every part of every card fits the wall", async () => {
  const stage = await opened("seminar", { seats: 12, worlds: 2, set: "max_turns=6" }, 2);
  const [student] = stage.course.students;
  for (let card = 0; card < 9; card++) {
    const parts = await turned(stage, card);
    if ([2, 5].includes(card)) assert.ok(parts >= 6, `D${card}: each of six states has a part`);
    if (card === 2) await student.part("follow").first().waitFor();
    if (card === 2) assert.equal(await student.part("follow").count(), 1, "one choice for all drawings");
    if (card === 4) {
      const now = student.page.locator("[aria-current=step]");
      await student.part("passage-1").waitFor();
      await house.server.act("debrief", [stage.code], { card, part: 1 });
      await student.page.waitForFunction((name) => {
        const passage = document.querySelector(name);
        const top = passage?.getBoundingClientRect().top;
        return passage?.getAttribute("aria-current") === "step" && top >= 0 && top < innerHeight / 2;
      }, part("passage-1"));
      assert.equal(await now.count(), 1);
      assert.deepEqual(await student.axe(), []);
      assert.deepEqual(await student.overflow(), []);
    }
  }
  assert.deepEqual(await stage.walls[0].axe(), []);
});

house.test("a world of twelve states can be read from the last row, and its parts are turned at the console", async () => {
  const stage = await opened("grand-12", { seats: 12, worlds: 1, set: "max_turns=4" }, 1);
  const lead = await Facilitator.come(house, { viewport: SIZES[0] });
  await lead.enter(stage.code, stage.key);
  for (const card of [2, 4]) {
    await house.server.act("debrief", [stage.code], { card });
    await onAll(stage.walls, (wall) => wall.shows("step-card", `D${card} `));
    await onAll(stage.walls, (wall) => wall.part("wall-part").waitFor());
    const parts = await partsOf(stage.walls[0]);
    await fits(stage.walls, `D${card}`);
    for (const number of [2, 3]) {
      await lead.shows(lead.part("debrief-card"), lead.say("webfac.debrief.part", { part: number - 1, parts }));
      await lead.press("debrief-next");
      await onAll(stage.walls, (wall) => wall.shows("wall-part", wall.say("web_project.part", { part: number, parts })));
      await fits(stage.walls, `D${card} part ${number}`);
    }
    await lead.part("debrief-part").locator("select").selectOption({ index: parts - 1 });
    await onAll(stage.walls, (wall) => wall.shows("wall-part", wall.say("web_project.part", { part: parts, parts })));
    await fits(stage.walls, `D${card} at its end`);
    await lead.part("debrief-onward").waitFor({ state: "detached" }); // the console is told a moment after the wall
  }
  assert.deepEqual(await lead.axe(), []);
});
