// Every screen that there is, one after the other, as one person comes to see them. What is done at each is up to the
// caller: a picture, or a look for what bars people.

/** `look(name)` is called at each screen. `house` has ring-6 shortened to a few turns. */
export async function everyScreen(house, settings, look) {
  const code = await house.server.exercise("ring-6", { wait_seats: 2, seed: 7, spectator_delay: 0 });
  const other = await house.server.exercise("duel", { wait_seats: 2, seed: 7 });
  const person = await house.come(settings);
  const at = (name) => look(name, person);

  await person.go("/");
  await person.part("join").waitFor();
  await at("01-door");
  await person.press("join");
  await at("02-door-empty");
  await person.field("code").fill("ZZZZZZ");
  await person.askToJoin("María José");
  await person.part("refused").waitFor();
  await at("03-door-refused");
  await person.press("other-way");
  await at("04-door-seat-code");

  await person.go("/check");
  await person.page.locator("[aria-busy=false]").first().waitFor();
  await at("05-check");

  await person.join(code, "María José");
  await at("06-lobby");
  const partner = await house.come(settings);
  await partner.join(code, "Ben");
  await person.awaitTurn(1);
  await at("07-first-turn");
  await theOpenedTurn(person, partner, at);
  await theLooker(house, settings, code, look);
  await theEnd(house, person, partner, at);
  await theSpectator(house, person, code, other, at);
}

async function theOpenedTurn(person, partner, at) {
  await person.press("menu");
  await at("08-menu");
  await person.press("leave");
  await at("09-leave");
  await person.page.keyboard.press("Escape");
  await partner.write("Nobody needs to be afraid of us. We arm only because the others do, and we are ready to show our books.");
  await person.message("Nobody needs").waitFor();
  await person.more("fortify");
  await person.awaitSaved();
  await person.openAll(person.page.locator("main"));
  await at("10-all-open");
  await Promise.all([person, partner].map((one) => one.ready()));
  await person.awaitTurn(2);
  await at("11-second-turn");
  await person.ready();
  await person.awaitStatus("web.status.ready", "web.status.ready_waiting");
  await at("12-ready");
  const tab = await person.secondTab();
  await tab.go("/play");
  await person.part("superseded").waitFor();
  await at("13-superseded");
  await person.press("take-back");
  await person.awaitTurn(2);
  await tab.page.close();
  await person.leave();
  await at("14-left");
  await person.press("come-back");
  await person.awaitTurn(2);
  await person.part("bot").waitFor();
  await at("15-bot");
}

async function theEnd(house, person, partner, at) {
  await partner.ready();
  await person.awaitTurn(3);
  await Promise.all([person, partner].map((one) => one.ready()));
  await person.awaitEnd();
  await at("16-debrief-begin");
  await person.walkDebrief((card) => at(`17-debrief-${String(card).padStart(2, "0")}`));
  await person.press("whole");
  await person.part("print").waitFor();
  await at("18-debrief-whole");
}

async function theLooker(house, settings, code, look) {
  const looker = await house.come(settings);
  await looker.go(`/watch/${code}`);
  await looker.page.getByRole("table").first().waitFor();
  await look("15-watch-running", looker);
  await looker.page.close();
}

async function theSpectator(house, person, code, other, at) {
  await person.go(`/watch/${code}`);
  await person.page.getByRole("heading", { level: 1 }).waitFor();
  await person.page.waitForLoadState("networkidle");
  await at("19-watch-ended");
  await person.go(`/watch/${other}`);
  await person.page.getByRole("heading", { level: 1 }).waitFor();
  await at("20-watch-lobby");
}
