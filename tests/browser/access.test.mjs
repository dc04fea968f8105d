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
  while (!person.complaints.left.some((text) => text.includes("planted"))) await person.page.waitForEvent("pageerror");
  assert.equal(await person.page.evaluate(() => window.hit), undefined);
  assert.ok(person.complaints.left.some((text) => text.startsWith("error: policy: script-src")), person.complaints.left.join("\n"));
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

house.test("text spacing and larger letters break nothing", async () => {
  const { person } = await house.playing(PHONE, "ring-6");
  await person.page.evaluate(() => {
    const sheet = new CSSStyleSheet(); // as WCAG 1.4.12 has it; a sheet that is made so is no breach of the policy
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
    document.adoptedStyleSheets = [sheet];
  });
  assert.deepEqual(await person.overflow(), []);
});
