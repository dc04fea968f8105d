// One world of all kinds: two browsers, two terminals, a bot in Python, and a seat that nobody took; to the debrief.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { pythonBot, terminal } from "./support/terminals.mjs";

const TURNS = 3;
const house = openHouse({ shortened: { seminar: TURNS } });

house.test("browsers, terminals and bots play one world", async () => {
  const code = await house.server.exercise("seminar", { wait_seats: 5 });
  const phone = await house.come(PHONE);
  const desk = await house.come({ ...DESK, language: "es" });
  await phone.join(code, "Ann");
  await desk.join(code, "Ben");
  const typing = terminal(house.server, code, "Typing", "--plain");
  const auto = terminal(house.server, code, "Auto", "--auto", "--debrief");
  const bot = pythonBot(house.server, code, "Py");
  try {
    for (let turn = 1; turn <= TURNS; turn++) {
      await Promise.all([phone, desk].map((person) => person.awaitTurn(turn)));
      await typing.await(`Turn ${turn} `);
      await phone.more("fortify");
      await phone.awaitSaved();
      await desk.write(`Turno ${turn}, desde un navegador.`);
      await typing.await(`Turno ${turn}, desde un navegador.`);
      typing.type(`say all turn ${turn}, from a terminal`);
      await phone.message(`turn ${turn}, from a terminal`).waitFor();
      typing.type("ready");
      await Promise.all([phone, desk].map((person) => person.ready()));
    }
    await Promise.all([phone, desk].map((person) => person.awaitEnd()));
    const titles = await phone.walkDebrief();
    assert.equal((await desk.walkDebrief()).length, titles.length);
    await Promise.all([auto.gone, bot.gone]);
    assert.equal(auto.status, 0, auto.said);
    assert.equal(bot.status, 0, bot.said);
    assert.match(bot.said, new RegExp(`^result: world=\\w+ turns=${TURNS} `, "m"));
    // the cards are those of the terminal
    const printed = auto.said.replace(/\s+/g, " ");
    for (const title of titles.filter((one) => /^D\d/.test(one)))
      assert.ok(printed.includes(title.replace(/^D\d\s*/, "").trim()), title);
  } finally {
    await Promise.all([typing, auto, bot].map((one) => one.end()));
  }
  const shown = await house.server.show(code);
  assert.equal(shown.persons, 5);
  assert.equal(shown.seats.length, 6);
  assert.equal(shown.seats.filter((seat) => seat.bot && seat.persons.length === 0).length, 1);
});
