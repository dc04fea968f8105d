// For everybody: a turn by keyboard alone, focus that is never hidden, dialogs, targets, larger letters; and that the
// tests' own ears are open.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { DESK, PHONE } from "./support/browser.mjs";

const house = openHouse();
const TABS_MAX = 400; // presses of Tab on one page

house.test("a page that complains fails its test", async () => {
  const person = await house.come(DESK);
  await person.go("/");
  await person.part("join").waitFor();
  await person.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.hit = 1";
    document.body.append(script); // which the content policy forbids
    setTimeout(() => {
      throw new Error("planted");
    });
  });
  await Promise.all(["planted", "error: policy: script-src"].map((text) => person.complaints.await(text)));
  assert.equal(await person.page.evaluate(() => window.hit), undefined);
  person.complaints.all = [];
});

house.test("main buttons are 44 px high", async () => {
  const { person } = await house.playing(PHONE, "ring-6");
  for (const name of ["ready", "menu"]) {
    const box = await person.part(name).boundingBox();
    assert.ok(box.height >= 44 && box.width >= 44, `${name}: ${box.width}x${box.height}`);
  }
});

/** Presses Tab until what has focus fits; what had it on the way was in sight. */
async function tabTo(person, fits, what) {
  for (let presses = 0; presses < TABS_MAX; presses++) {
    if (await person.page.evaluate(fits)) return;
    await person.page.keyboard.press("Tab");
    const hidden = await person.hiddenFocus();
    assert.equal(hidden, null, `on the way to ${what}`);
  }
  assert.fail(`no way to ${what} by Tab`);
}

for (const [name, settings] of [["a desk", DESK], ["a narrow page", { viewport: { width: 360, height: 640 } }]]) {
  house.test(`a whole turn by keyboard alone: ${name}`, async () => {
    const code = await house.server.exercise("ring-6", { wait_seats: 1 });
    const person = await house.come(settings);
    const keys = person.page.keyboard;
    await person.go(`/join/${code}`);
    await person.part("join").waitFor();
    await tabTo(person, () => document.activeElement?.closest('[data-part="name"]') !== null && document.activeElement?.tagName === "INPUT", "the name");
    await keys.type("Ann");
    await keys.press("Enter");
    await person.awaitTurn(1);
    await tabTo(person, () => document.activeElement?.closest('[data-part="line-fortify"]') !== null && document.activeElement?.getAttribute("role") === "spinbutton", "a line of the budget");
    await keys.press("ArrowUp");
    await person.awaitSaved();
    await tabTo(person, () => document.activeElement?.closest('[data-part^="belief-"]') !== null && document.activeElement?.getAttribute("type") === "radio", "a belief");
    await keys.press("Space");
    await tabTo(person, () => document.activeElement?.closest('[data-part="messages"]') !== null && document.activeElement?.tagName === "TEXTAREA", "a message");
    await keys.type("Peace.");
    await tabTo(person, () => document.activeElement?.getAttribute("data-part") === "send", "sending it");
    await keys.press("Enter");
    await person.message("Peace.").waitFor();
    await tabTo(person, () => document.activeElement?.getAttribute("data-part") === "ready", "the ready button");
    await keys.press("Enter");
    await person.awaitTurn(2);
  });
}

house.test("dialogs keep focus within and give it back", async () => {
  const { person } = await house.playing(DESK, "ring-6");
  const { keyboard } = person.page;
  await person.part("menu").focus();
  await keyboard.press("Enter");
  await person.part("menu-dialog").waitFor();
  for (let presses = 0; presses < 30; presses++) {
    await keyboard.press("Tab");
    const where = await person.page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null);
    assert.ok(where, "focus has left the dialog for the page behind it");
  }
  await keyboard.press("Escape");
  await person.part("menu-dialog").waitFor({ state: "detached" });
  assert.equal(await person.page.evaluate(() => document.activeElement?.getAttribute("data-part")), "menu");
});

/** Notes in the page whatever begins to move, and how: from before its first script on. */
async function watchMotion(person) {
  await person.context.addInitScript(() => {
    window.moved = [];
    const note = (event) => {
      const list = event.target instanceof Element ? event.target.getAnimations({ subtree: true }) : [];
      for (const one of list) {
        const { duration, iterations, endTime } = one.effect.getComputedTiming();
        window.moved.push({ what: `${event.target.localName}.${event.target.className} ${one.animationName ?? one.transitionProperty}`, duration, iterations, endTime });
      }
    };
    for (const type of ["animationstart", "transitionrun"]) addEventListener(type, note, true);
  });
}

/** The way through screens on which something might move: the door, the game, a dialog, what opens, the next turn, the end. */
async function manyScreens(person) {
  const code = await house.server.exercise("duel", { wait_seats: 1 });
  await person.join(code, "Ann");
  await person.awaitTurn(1);
  await person.seatCode();
  await person.more("fortify");
  await person.awaitSaved();
  await person.openAll(person.page.locator("main"));
  await person.ready();
  await person.awaitTurn(2);
  await house.server.act("close", [code]);
  await person.awaitEnd();
  await person.press("next");
}

/** What moved; what stands until the page is drawn and only comes into sight then is no motion (start.css). */
async function moved(person) {
  const all = await person.page.evaluate(() => [...window.moved, ...document.getAnimations().map((one) => ({ what: `${one.effect.target?.localName} ${one.animationName ?? ""}`, ...one.effect.getComputedTiming() }))]);
  return all.filter(({ what }) => !what.endsWith(" page-start"));
}

function tooMuch({ duration, iterations, endTime }) {
  const flashes = iterations > 3 && duration < 1000 / 3; // WCAG 2.3.1
  return flashes || !(endTime <= 5000); // 2.2.2
}

house.test("nothing flashes or moves for long, and nothing at all where somebody wants no motion", async () => {
  const [free, still] = [await house.come({ ...DESK, reducedMotion: "no-preference" }), await house.come(DESK)];
  for (const person of [free, still]) {
    await watchMotion(person);
    await manyScreens(person);
  }
  assert.deepEqual((await moved(free)).filter(tooMuch), []);
  assert.deepEqual(await moved(still), []);
  for (const [person, wanted] of [[free, 1], [still, 0]]) {
    await person.page.evaluate(async () => {
      const sheet = new CSSStyleSheet(); // what is looked for would be found
      sheet.replaceSync("@keyframes planted { to { opacity: 0; } } h1 { animation: planted 100ms infinite; }");
      document.adoptedStyleSheets = [sheet];
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    });
    assert.equal((await moved(person)).filter(tooMuch).length >= 1 ? 1 : 0, wanted);
  }
});

house.test("text spacing and larger letters break nothing", async () => {
  const { person } = await house.playing(PHONE, "ring-6");
  await person.page.evaluate(() => {
    const sheet = new CSSStyleSheet(); // as WCAG 1.4.12 has it; a sheet that is made so is no breach of the policy
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
    document.adoptedStyleSheets = [sheet];
  });
  assert.deepEqual(await person.overflow(), []);
});
