// Every screen, looked at for what bars people: rules that a program can check, in both themes; pages that scroll in two
// directions at 320 px; targets that are too small to be hit.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { everyScreen } from "./screens.mjs";
import { PHONE } from "./support/browser.mjs";

const house = openHouse({ shortened: { "ring-6": 3 } });
const NARROW = { width: 320, height: 640 }; // WCAG 1.4.10
const LONGEST = "18-debrief-whole"; // all cards once more: their colours were looked at one by one

// In Spanish, whose words are longer: all rules on a phone, colours in the dark too, and then a narrow page.
house.test("no barrier on any screen", async () => {
  const found = [];
  const note = (name, what, list) => found.push(...list.map((one) => `${name}: ${what}: ${one}`));
  await everyScreen(house, { viewport: NARROW, language: "es" }, async (name, person) => {
    const { page } = person;
    note(name, "wide", await person.overflow());
    note(name, "small", await person.smallTargets());
    await page.setViewportSize(PHONE.viewport);
    await page.evaluate(() => scrollTo(0, 0)); // what a bar at the edge half covers is no small target
    note(name, "light", await person.axe());
    if (name !== LONGEST) {
      await page.emulateMedia({ colorScheme: "dark" });
      note(name, "dark", await person.axe("color-contrast"));
      await page.emulateMedia({ colorScheme: "light" });
    }
    await page.setViewportSize(NARROW);
  });
  assert.deepEqual(found, []);
});

house.test("what is looked for is found where it is", async () => {
  const person = await house.come(PHONE);
  await person.go("/");
  await person.part("join").waitFor();
  await person.page.evaluate(() => {
    const add = (tag, set) => Object.assign(document.querySelector("main").appendChild(document.createElement(tag)), set);
    add("input", { id: "nameless" });
    Object.assign(add("button", { id: "tiny", textContent: "x" }).style, { all: "unset", width: "12px", height: "12px", display: "block" });
    Object.assign(add("p", { id: "faint", textContent: "hardly to be read" }).style, { color: "rgb(225, 228, 232)" });
    Object.assign(add("div", { id: "wide" }).style, { width: "900px", height: "1px" });
    Object.assign(add("div", { id: "cover" }).style, { position: "fixed", inset: "0", background: "white" });
    document.getElementById("nameless").focus();
  });
  assert.match(String(await person.hiddenFocus()), /nameless/);
  await person.page.evaluate(() => document.getElementById("cover").remove());
  assert.equal(await person.hiddenFocus(), null);
  assert.match((await person.overflow()).join(), /DIV/);
  assert.match((await person.smallTargets()).join(), /tiny/);
  const barriers = (await person.axe()).join();
  assert.match(barriers, /label: #nameless/);
  assert.match(barriers, /color-contrast: .*#faint/);
});
