import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ExerciseState } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { RefusalCode } from "../../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { ClockState } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Watcher } from "../../../../../../client/web/src/model/api.js";
import { SettingsContext } from "../../../../../../client/web/src/parts/context.js";
import { FacilitateScreen } from "../../../../../../client/web/src/screens/facilitate/index.js";
import { CatalogueWords } from "../../../../../../client/web/src/words/words.js";
import { draw, drawn, type FakeElement } from "../../fake_dom.js";
import { exercise, FakeFacilitator } from "../../fake_exercise.js";
import { SAVED, toldOf, type SeatTold } from "../../fake_seat.js";
import { refusal } from "../../fake_server.js";

type Language = "en" | "es";

function wordsOf(language: Language): CatalogueWords {
  const text = readFileSync(join(process.env["SPIRAL_WORDS"]!, `${language}.json`), "utf8");
  return new CatalogueWords(language, JSON.parse(text) as Record<string, string>);
}

interface Stage {
  root: FakeElement;
  facilitator: FakeFacilitator;
}

async function show(run: (stage: Stage) => Promise<void>, { state = exercise() as ExerciseState, number = 1, language = "en" as Language } = {}): Promise<void> {
  const facilitator = new FakeFacilitator(state, number);
  const settings = { words: wordsOf(language), chooseLanguage: () => undefined };
  const { root, away } = draw(
    <SettingsContext.Provider value={settings}>
      <FacilitateScreen facilitator={facilitator} openWatcher={() => ({}) as Watcher} code="K7QX2M" />
    </SettingsContext.Provider>,
  );
  await drawn();
  root.part("world-A").part("open-world").press();
  await drawn();
  try {
    await run({ root, facilitator });
  } finally {
    away();
    await drawn();
  }
}

/** What the server tells behind a look. */
async function tell(facilitator: FakeFacilitator, told: SeatTold = {}): Promise<void> {
  for (const body of toldOf(told)) facilitator.seen.heard(body);
  facilitator.change({ look: { ...facilitator.model.look!, asking: false, seenAt: facilitator.time } });
  await drawn();
}

async function opened(stage: Stage, told: SeatTold = {}): Promise<FakeElement> {
  stage.root.part("seat-2").part("look").press();
  await drawn();
  await tell(stage.facilitator, told);
  return stage.root.part("looking");
}

const full: SeatTold = { press: ["Peace?"], situation: { saved: SAVED, stated: { attackNext: [{ state: 0, permille: 250 }], perceivedBalance: { percent: 110 } } } };

test("a seat's row leads to what it sees, and the banner says whose eyes these are", () =>
  show(async (stage) => {
    const { root, facilitator } = stage;
    const button = root.part("seat-2").part("look");
    assert.equal(button.get("aria-label"), "Its view: Corvo (C) of world A");
    const looking = await opened(stage, full);
    assert.deepEqual(facilitator.looks, ["0.2"]);
    assert.equal(facilitator.acts.length, 0);
    assert.equal(looking.part("look-banner").textContent, "You see what Corvo (C) of world A is told, without what its own page reckons from it. Read only. Logged.");
    assert.equal(root.part("private").textContent, "PRIVATE – DO NOT PROJECT");
    const focus = document.activeElement as unknown as FakeElement;
    assert.ok(focus.get("data-part") === "look-banner" && focus.isConnected, "it has the focus, and keeps it when the picture comes");
    assert.match(root.part("polite").textContent, /Shown: what Corvo \(C\) of world A sees in turn 5/);
  }));

test("it sees its own state, rivals, news, press, saved orders, beliefs and the clock", () =>
  show(async (stage) => {
    const looking = await opened(stage, full);
    assert.match(looking.textContent, /Turn 5.*1:30/);
    assert.match(looking.part("own").textContent, /Fortify12.*Score so far17/i);
    assert.match(looking.part("rivals").textContent, /Brava.*about 16/i);
    assert.match(looking.part("changes").textContent, /Radio Norte.*Straits closed/);
    assert.match(looking.part("saved-budget").textContent, /civil5fortify3strike2/);
    assert.match(looking.part("saved-orders").textContent, /Attack: Brava \(B\).*If Brava calls for help: stand aside.*Open books.*Scrap: 1 strike unit/);
    assert.match(looking.part("pact-1").textContent, /Brava offers you.*Diplomacy: offer to Brava/);
    assert.match(looking.part("believed-1").textContent, /60 %/);
    assert.match(looking.part("believed-0").textContent, /^AAldanAttacks next turn25 %$/);
    assert.match(looking.part("beliefs").textContent, /1 of 2 stated.*110 %/);
    assert.match(looking.part("status").textContent, /^SAVED/);
    looking.part("thread-1").press();
    await drawn();
    assert.match(looking.part("messages").textContent, /Brava.*Peace\?/);
  }));

test("nothing saved says what counts then", () =>
  show(async (stage) => {
    const looking = await opened(stage);
    assert.match(looking.part("status").textContent, /^NOT SAVED/);
    assert.deepEqual([looking.parts("saved-orders").length, looking.parts("saved-budget").length], [0, 0]);
    assert.match(looking.part("beliefs").textContent, /Nothing stated of Aldan \(A\) and Brava \(B\)/);
  }));

test("nothing on it acts: no field, and no button but the ways to look and threads", () =>
  show(async (stage) => {
    const looking = await opened(stage, full);
    const summaries = looking.all((one) => one.localName === "details");
    for (const one of summaries) {
      (one as { open: boolean }).open = true;
      one.fire("toggle");
    }
    await drawn();
    assert.ok(summaries.length >= 3, "role, details, what was told before");
    const fields = looking.all((one) => ["input", "select", "textarea", "form"].includes(one.localName) && one.get("type") !== "radio");
    assert.deepEqual(fields.map((one) => one.localName), []);
    const buttons = looking.all((one) => one.localName === "button").map((one) => one.get("data-part"));
    assert.deepEqual(buttons.filter((part) => !part?.startsWith("thread-")), ["look-back", "look-again"]);
    const page = document.body as unknown as FakeElement;
    for (const key of ["p", "e", "n", "i", "z", "b", "1", "0"]) page.fire("keydown", { key });
    await drawn();
    assert.equal(stage.facilitator.acts.length, 0, "nor any key");
    assert.equal(stage.root.parts("pause-dialog").length + stage.root.parts("resolve-dialog").length, 0);
  }));

test("Escape and the button go back to where one was", () =>
  show(async (stage) => {
    for (const go of [
      (looking: FakeElement): void => looking.part("look-back").press(),
      (): void => (document.body as unknown as FakeElement).fire("keydown", { key: "Escape" }),
    ]) {
      const looking = await opened(stage);
      go(looking);
      await drawn();
      assert.equal(stage.facilitator.looks.at(-1), "away");
      assert.equal(stage.root.parts("looking").length, 0);
      assert.ok(stage.root.part("seat-2").part("look"), "the world is open as it was");
    }
  }));

test("a picture says its age, and is looked at again by a press", () =>
  show(async (stage) => {
    const looking = await opened(stage);
    assert.match(looking.textContent, /As it is now/);
    looking.part("look-again").press();
    assert.equal(stage.facilitator.looks.at(-1), "0.2 again");
  }));

test("a refusal stands in words where the picture would be, and over an older one", () =>
  show(async (stage) => {
    stage.root.part("seat-2").part("look").press();
    await drawn();
    assert.match(stage.root.part("looking").textContent, /Asking the server/);
    const say = async (code: RefusalCode, item: string): Promise<string> => {
      stage.facilitator.change({ look: { ...stage.facilitator.model.look!, asking: false, refusal: refusal(code, { item }) } });
      await drawn();
      return stage.root.part("look-refused").textContent;
    };
    assert.match(await say(RefusalCode.REFUSAL_NOT_NOW, "lobby"), /Play has not begun.*Start first/);
    assert.match(await say(RefusalCode.REFUSAL_NO_RIGHT, "rights"), /You have not the right for that.*Ask whoever leads/);
    assert.doesNotMatch(stage.root.part("looking").textContent, /seen before|Asking/);
    await tell(stage.facilitator);
    assert.match(await say(RefusalCode.REFUSAL_NO_RIGHT, "rights"), /what was seen before/);
  }));

test("who may not, and a world that has not begun, say so at the button", async () => {
  await show(async ({ root, facilitator }) => {
    const button = root.part("seat-2").part("look");
    assert.match(button.get("title") ?? "", /you need the right: assist/);
    button.press();
    assert.deepEqual(facilitator.looks, []);
  }, { number: 4 });
  await show(async ({ root }) => assert.equal(root.part("seat-2").part("look").get("aria-disabled"), null), { number: 3 });
  const state = exercise({ started: false });
  state.worlds[0]!.clock!.state = ClockState.CLOCK_LOBBY;
  await show(async ({ root }) => assert.match(root.part("seat-2").part("look").get("title") ?? "", /Play has not begun/), { state });
});

test("an eliminated state still has eyes, and an ended world its end", async () => {
  const state = exercise();
  state.worlds[0]!.seats[2]!.alive = false;
  await show(async (stage) => {
    const states = [1, 1, 0].map((alive) => ({ alive, territory: 10, start: 10, pact: [0, 0, 0] }));
    const looking = await opened(stage, { situation: { states } });
    assert.match(looking.part("eliminated").textContent, /eliminated/i);
    await tell(stage.facilitator, { ended: true });
    assert.match(looking.part("status").textContent, /ended/);
  }, { state });
});

test("the key g asks whose view, in the open world", () =>
  show(async ({ root, facilitator }) => {
    const page = document.body as unknown as FakeElement;
    page.fire("keydown", { key: "g" });
    await drawn();
    const dialog = root.part("look-dialog");
    assert.match(dialog.textContent, /world A.*nobody else/s);
    const choice = dialog.part("look-seat").one("select");
    choice.options.forEach((option, number) => (option.selected = number === 1));
    choice.fire("change");
    await drawn();
    dialog.part("yes").press();
    await drawn();
    assert.deepEqual(facilitator.looks, ["0.1"]);
    assert.equal(root.parts("look-dialog").length, 0);
  }));

test("all of it has words in both languages", async () => {
  for (const language of ["en", "es"] as const)
    await show(async (stage) => {
      const looking = await opened(stage, full);
      const said = looking.textContent + looking.all((one) => one.get("aria-label") !== null).map((one) => one.get("aria-label")).join(" ");
      assert.doesNotMatch(said, /\[web|\[orders|\{[a-z]+/, language);
    }, { language });
});
