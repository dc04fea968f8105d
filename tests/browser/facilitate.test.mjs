// The facilitator's page against a real server: the key, what is pressed and asked, two facilitators at once, a wire that
// is cut, the keyboard alone, and the debrief to its last card.

import assert from "node:assert/strict";

import { Facilitator, newExercise } from "./facilitator.mjs";
import { openHouse } from "./house.mjs";
import { PHONE } from "./support/browser.mjs";
import { terminal } from "./support/terminals.mjs";

const LECTERN = { viewport: { width: 1024, height: 768 } };
const house = openHouse();

async function looked(person) {
  assert.deepEqual(await person.axe(), []);
  assert.deepEqual(await person.overflow(), []);
  assert.deepEqual(await person.smallTargets(), []);
}

/** Bots hold all seats but one; they take their time, so that no turn closes unless somebody closes it. */
async function withBots(code, names, run) {
  const bots = names.map((name) => terminal(house.server, code, name, "--plain", "--auto", "--think-ms", "600000"));
  try {
    await Promise.all(bots.map((bot) => bot.await("You are in")));
    await run();
  } finally {
    await Promise.all(bots.map((bot) => bot.end()));
  }
}

house.test("the key opens the page, is typed and stands nowhere but in its tab", async () => {
  const { code, key } = await newExercise(house.server, "duel", { seats: 4, worlds: 2 });
  const lead = await Facilitator.come(house, LECTERN);
  await lead.door(code);
  await looked(lead);
  await lead.tryKey("WRONG-WRONG");
  await lead.shows(lead.part("refused"), lead.say("webfac_refusal.unknown_person"));
  assert.equal((await lead.kept()).session.includes("WRONG"), false);
  await lead.tryKey(key);
  await lead.part("worlds").waitFor();
  assert.equal(await lead.part("private").innerText(), lead.say("webfac.private"));
  await looked(lead);
  const kept = await lead.kept();
  assert.equal(kept.url, `${house.server.origin}/facilitate/${code}`);
  assert.ok(kept.session.includes(key) && !kept.local.includes(key) && !kept.history.includes(key));
  await lead.page.reload();
  await lead.part("worlds").waitFor();
  await lead.press("fac-menu");
  await lead.press("forget");
  await lead.part("facilitate").waitFor();
  assert.equal((await lead.kept()).session.includes(key), false);
});

house.test("worlds are paused, lengthened, closed, rolled back and ended, each by its name", async () => {
  const { code, key } = await newExercise(house.server, "duel", { seats: 4, worlds: 2, turn_seconds: 600, plan: 60 });
  const lead = await Facilitator.come(house, LECTERN);
  await lead.enter(code, key);
  await lead.press("start");
  await lead.pressIn(lead.part("start-dialog"), "yes");
  await lead.shows(lead.part("act-fault"), lead.say("webfac_refusal.not_now.persons"));
  await lead.page.keyboard.press("Escape");
  await withBots(code, ["bo", "cy", "di"], async () => {
    const ann = await house.come(PHONE);
    await ann.join(code, "Ann");
    await lead.press("start");
    await lead.closes("start-dialog");
    await ann.awaitTurn(1);
    const home = "A";
    await lead.pressIn(lead.world(home), "pause");
    await lead.part("reason").locator("input").fill("fire drill");
    await lead.page.keyboard.press("Enter");
    await lead.part("pause-dialog").waitFor({ state: "detached" });
    await lead.shows(lead.world(home), lead.say("webfac.world.paused"));
    await lead.pressIn(lead.world(home), "resume");
    await lead.within(lead.world(home), "pause").waitFor();
    await lead.press("extend-all");
    await lead.hearsDone("webfac.deed.extend", lead.say("webfac.scope.all"));

    await ann.press("ask");
    await ann.part("ask-dialog").getByRole("textbox").fill("May a pact be secret?");
    await ann.press("ask-send");
    await lead.part("question-1").waitFor();
    await lead.hears("May a pact be secret?");
    await lead.part("question-1").getByRole("textbox").fill("Yes, until it is exposed.");
    await lead.pressIn(lead.part("question-1"), "answer-one");
    await lead.part("question-1").waitFor({ state: "detached" });
    await ann.part("ask-dialog").filter({ hasText: "Yes, until it is exposed." }).waitFor();
    await ann.page.keyboard.press("Escape");

    await lead.press("resolve-all");
    await lead.closes("resolve-dialog");
    await ann.awaitTurn(2);
    await lead.open(home);
    await looked(lead);
    await lead.press("roll-back");
    await lead.part("turn").getByRole("button").first().click();
    await lead.shows(lead.part("roll-back-dialog"), lead.words.pattern("webfac.ask.roll_back_loses", { turn: 1, count: 1, first: 1, last: 1 }));
    await looked(lead);
    await lead.closes("roll-back-dialog");
    await lead.shows(lead.world(home), lead.say("web.turn", { turn: 1 }));

    await lead.pressIn(lead.part("seat-0"), "more");
    assert.equal(await lead.modalAtOnce("orders-on-behalf", "orders-dialog"), true);
    await lead.part("line-fortify").getByRole("button").last().click();
    await lead.pressIn(lead.part("orders-dialog"), "yes");
    await lead.shows(lead.part("act-fault"), lead.say("webfac_verdict.wrong_sum"));
    await looked(lead);
    await lead.page.keyboard.press("Escape");
    await lead.page.keyboard.press("Escape");

    await lead.press("inject-new");
    await lead.part("text-en").getByRole("textbox").fill("A storm closes the straits.");
    await lead.part("source").getByRole("textbox").fill("Radio Norte");
    await looked(lead);
    await lead.closes("inject-dialog");
    await ann.part("bulletins").filter({ hasText: "A storm closes the straits." }).waitFor();

    const small = await Facilitator.come(house, { ...PHONE, language: "es", theme: "dark" });
    await small.enter(code, key);
    await small.open("A");
    await looked(small);

    await lead.press("close-all");
    await lead.closes("close-dialog");
    await lead.press("start-debrief");
    await lead.closes("debrief-dialog");
    for (let card = 0; card < 9; card++) {
      const title = lead.say("webfac.debrief.card", { card, title: lead.say(`card.d${card}.title`) });
      await lead.shows(lead.part("debrief-card"), title);
      if (card === 3) {
        await lead.nextPart(2, 2); // a duel has two states to reveal
      }
      if (card < 8) await lead.nextCard();
    }
    await looked(lead);
  });
});

house.test("two work at once; who is taken out is told, and the other stays", async () => {
  const { code, key } = await newExercise(house.server, "duel", { seats: 4, worlds: 2, turn_seconds: 600 });
  await withBots(code, ["bo", "cy", "di", "ed"], async () => {
    const lead = await Facilitator.come(house);
    await lead.enter(code, key);
    await lead.press("start");
    await lead.closes("start-dialog");
    await lead.open("A");
    await lead.press("own");
    await lead.shows(lead.world("A"), lead.say("webfac.world.owner", { name: "Dr R" }));
    await lead.press("add-facilitator");
    await lead.part("add-dialog").getByRole("textbox").fill("Prof S");
    await lead.closes("add-dialog");
    const theirs = await lead.part("new-key").locator("output").innerText();
    const other = await Facilitator.come(house, { language: "es" });
    await other.enter(code, theirs);
    assert.equal(await other.within(other.world("A"), "extend").getAttribute("title"), other.say("webfac.why.owner", { name: "Dr R" }));
    await other.pressIn(other.world("B"), "pause");
    await other.closes("pause-dialog");
    await lead.shows(lead.world("B"), lead.say("webfac.world.paused"));
    await lead.page.locator("#deeds li").first().filter({ hasText: "Prof S" }).waitFor();
    await lead.press("undo");
    await lead.shows(lead.part("undo-dialog"), "Prof S");
    await lead.shows(lead.part("undo-dialog"), lead.say("webfac.ask.undo_runs"));
    await lead.closes("undo-dialog");
    await lead.within(lead.world("B"), "pause").waitFor();
    await lead.press("take-out");
    await lead.closes("out-dialog");
    await other.shows(other.part("refused"), other.say("webfac_refusal.removed"));
    assert.ok(await lead.part("worlds").isVisible());
  });
});

house.test("a cut wire is told; the page comes back by itself, and nothing was done twice", async () => {
  const { code, key } = await newExercise(house.server, "duel", { seats: 2, worlds: 1, turn_seconds: 600 });
  await withBots(code, ["bo", "cy"], async () => {
    const wire = await house.wire();
    const lead = await Facilitator.come(house, { origin: wire.origin });
    lead.complaints.forgiveLostConnections();
    await lead.enter(code, key);
    await lead.press("start");
    await lead.closes("start-dialog");
    wire.isShut = true;
    wire.cut();
    await lead.part("fac-lost").waitFor();
    await lead.press("extend-all");
    await lead.shows(lead.part("act-fault"), lead.say("web_refusal.not_connected"));
    wire.isShut = false;
    await lead.part("fac-lost").waitFor({ state: "detached" });
    await lead.press("extend-all");
    await lead.hearsDone("webfac.deed.extend", lead.say("webfac.scope.all"));
    await lead.press("pause-all");
    await lead.closes("pause-dialog");
    const deeds = lead.page.locator("#deeds li");
    await deeds.filter({ hasText: lead.say("webfac.deed.pause") }).waitFor(); // what was done before it stands there by then
    assert.equal(await deeds.count(), 3, "the start, one extension and the pause");
  });
});

house.test("everything by single keys and by the keyboard alone, and the keys can be switched off", async () => {
  const { code, key } = await newExercise(house.server, "duel", { seats: 4, worlds: 2, turn_seconds: 600 });
  await withBots(code, ["bo", "cy", "di", "ed"], async () => {
    const lead = await Facilitator.come(house);
    await lead.enter(code, key);
    const { keyboard } = lead.page;
    await lead.part("start").focus();
    await keyboard.press("Enter");
    await lead.within(lead.part("start-dialog"), "yes").focus();
    await keyboard.press("Enter");
    await lead.part("start-dialog").waitFor({ state: "detached" });
    assert.equal(await lead.focusAtOnce("2"), "detail");
    await keyboard.press("p");
    await lead.part("pause-dialog").waitFor();
    await lead.part("reason").locator("input").focus();
    await keyboard.type("pen"); // letters of keys are letters here
    await keyboard.press("Enter");
    await lead.part("pause-dialog").waitFor({ state: "detached" }); // the world is paused a moment before
    await lead.shows(lead.world("B"), lead.say("webfac.world.paused"));
    await keyboard.press("p");
    await lead.within(lead.world("B"), "pause").waitFor();
    await keyboard.press("e");
    await lead.hearsDone("webfac.deed.extend", lead.scope("B"));
    for (let step = 0; step < 40; step++) {
      await keyboard.press("Tab");
      assert.equal(await lead.hiddenFocus(), null);
    }
    await lead.press("fac-menu");
    await looked(lead);
    await lead.part("keys").getByRole("checkbox").click();
    await keyboard.press("Escape");
    await lead.part("fac-menu-dialog").waitFor({ state: "detached" });
    await keyboard.press("n");
    await keyboard.press("1");
    await lead.part("detail").getByRole("heading", { name: lead.say("webfac.world.name", { world: "B" }) }).waitFor();
    assert.equal(await lead.part("resolve-dialog").count(), 0);
  });
});
