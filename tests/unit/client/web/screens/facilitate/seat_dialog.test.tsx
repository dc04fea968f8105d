import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ActKind, Consent, type ExerciseState } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { RefusalCode } from "../../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import type { Watcher } from "../../../../../../client/web/src/model/api.js";
import { SettingsContext } from "../../../../../../client/web/src/parts/context.js";
import { FacilitateScreen } from "../../../../../../client/web/src/screens/facilitate/index.js";
import { CatalogueWords } from "../../../../../../client/web/src/words/words.js";
import { draw, drawn, type FakeElement } from "../../fake_dom.js";
import { exercise, FakeFacilitator } from "../../fake_exercise.js";
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

/** In world A the first person said yes, the second plays only, the third was never asked. */
function asking(): ExerciseState {
  const state = exercise();
  const seats = state.worlds[0]!.seats;
  seats[0]!.persons[0]!.consent = Consent.YES;
  seats[1]!.persons[0]!.consent = Consent.PLAY_ONLY;
  return state;
}

async function show(run: (stage: Stage) => Promise<void>, { state = asking(), number = 1, language = "en" as Language } = {}): Promise<void> {
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

async function opened(root: FakeElement, seat: number): Promise<FakeElement> {
  root.part(`seat-${seat}`).part("more").press();
  await drawn();
  return root.part("seat-dialog");
}

async function pressed(root: FakeElement, part: string): Promise<void> {
  root.part(part).press();
  await drawn();
}

test("a yes is taken back after one question, which names whose and that it is for good", () =>
  show(async ({ root, facilitator }) => {
    const button = (await opened(root, 0)).part("consent");
    assert.equal(button.get("aria-label"), "Take yes back: a-0");
    await pressed(root, "consent");
    assert.match(root.part("consent-dialog").textContent, /a-0 takes back that the data may be used\?.*no player is told.*for good/);
    assert.equal(facilitator.acts.length, 0, "nothing before the answer");
    root.part("consent-dialog").part("yes").press();
    await drawn();
    assert.deepEqual(facilitator.acts, [{ act: ActKind.ACT_CONSENT, person: new Uint8Array(16).fill(1) }]);
    assert.equal(root.parts("consent-dialog").length, 0);
    assert.match(root.part("polite").textContent, /Permission to use data taken back/);
  }));

test("who plays only, or was never asked, has no yes to take back, and the row says who plays only", async () => {
  for (const seat of [1, 2])
    await show(async ({ root }) => {
      assert.match(root.part("seat-1").textContent, /plays only/);
      assert.doesNotMatch(root.part("seat-0").textContent, /plays only/);
      const dialog = await opened(root, seat);
      assert.equal(dialog.parts("consent").length, 0);
      assert.equal(dialog.parts("remove").length, 1);
    });
});

test("who assists may, in anybody's world; who observes may not", async () => {
  await show(async ({ root, facilitator }) => {
    await opened(root, 0);
    await pressed(root, "consent");
    root.part("consent-dialog").part("yes").press();
    await drawn();
    assert.equal(facilitator.acts[0]?.act, ActKind.ACT_CONSENT);
  }, { number: 3 });
  await show(async ({ root }) => {
    const button = (await opened(root, 0)).part("consent");
    assert.equal(button.get("aria-disabled"), "true");
    assert.match(button.get("title") ?? "", /assist/);
  }, { number: 4 });
});

test("the person of an eliminated state can take it back as well, and nothing is played for that seat", async () => {
  const state = asking();
  state.worlds[0]!.seats[0]!.alive = false;
  await show(async ({ root }) => {
    const dialog = await opened(root, 0);
    assert.equal(dialog.parts("consent").length, 1);
    assert.deepEqual([dialog.parts("orders-on-behalf").length, dialog.parts("multiply").length], [0, 0]);
  }, { state });
});

test("what the server does not do is said in the question, in both languages", async () => {
  for (const [language, pattern] of [["en", /never asked whether the data may be used.*no yes to take back/], ["es", /nunca se le preguntó.*ningún sí que retirar/]] as const)
    await show(async ({ root, facilitator }) => {
      facilitator.answer = () => Promise.reject(refusal(RefusalCode.REFUSAL_NOT_NOW, { item: "consent", sentence: "refusal.not_now", remedy: "remedy.not_now" }));
      await opened(root, 0);
      await pressed(root, "consent");
      root.part("consent-dialog").part("yes").press();
      await drawn();
      assert.match(root.part("consent-dialog").part("act-fault").textContent, pattern);
    }, { language });
});

test("the list of deeds says it, and of which seat", () =>
  show(async ({ root }) => assert.match(root.textContent, /Permission to use data taken back: Aldan \(A\) of world A/), {
    state: Object.assign(asking(), exercise({ deeds: [{ number: 1, act: ActKind.ACT_CONSENT, by: "Lee", world: { state: 0 }, seat: { state: 0 } }] })),
  }));
