import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ActKind, type ExerciseState } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { RefusalCode } from "../../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { ClockState } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
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

const table = { kind: "table", head: ["turn", "1"], rows: [["Aldan", "20"]] } as const;

/** Looks on at world B, where D4 needs two parts. */
class Looking {
  model = { link: { kind: "none" }, worlds: [] as unknown[], step: null as unknown };
  watched: string[] = [];
  asked: string[] = [];
  stopped = 0;
  private listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  watch(code: string, fetched: string): Promise<void> {
    this.watched.push(`${code} ${fetched}`);
    this.model = { ...this.model, worlds: [0, 1].map((index) => ({ index, watching: { world: new Uint8Array([index]) } })), step: { feelings: [], outcomes: [] } };
    for (const listener of this.listeners) listener();
    return Promise.resolve();
  }

  debrief(world: Uint8Array, language: Language): Promise<unknown> {
    this.asked.push(`${world[0]} ${language}`);
    const long = { ...table, rows: Array.from({ length: 10 }, () => [...table.rows[0]!]) };
    const blocks = ["Aldan", "Brava"].flatMap((text) => [{ kind: "section", text }, long, { kind: "text", text: "." }]);
    return Promise.resolve({ headline: "", states: [], cards: [{ name: "D4", title: "T", question: "Q", parts: [blocks] }] });
  }

  stop(): void {
    this.stopped++;
  }
}

interface Stage {
  root: FakeElement;
  looking: Looking;
  facilitator: FakeFacilitator;
}

async function show(state: ExerciseState | null, run: (stage: Stage) => Promise<void>, number = 1, language: Language = "en"): Promise<void> {
  const facilitator = new FakeFacilitator(state, number);
  const looking = new Looking();
  const settings = { words: wordsOf(language), chooseLanguage: () => undefined };
  const { root, away } = draw(
    <SettingsContext.Provider value={settings}>
      <FacilitateScreen facilitator={facilitator} openWatcher={() => looking as unknown as Watcher} code="K7QX2M" />
    </SettingsContext.Provider>,
  );
  await drawn();
  try {
    await run({ root, facilitator, looking });
  } finally {
    away();
    await drawn();
  }
}

const closed = (one: FakeElement): boolean => one.get("aria-disabled") === "true";

test("whoever has no key is at the door, and the page says that it is private", () =>
  show(null, async ({ root }) => {
    assert.equal(root.part("private").textContent, "PRIVATE – DO NOT PROJECT");
    assert.equal(root.part("key").one("input").get("type"), "password");
    root.part("enter").press();
    await drawn();
    assert.match(root.part("key").textContent, /Type or paste your key/);
  }));

test("a server that does not answer is told of, and no key is lost", () =>
  show(null, async ({ root, facilitator }) => {
    root.part("key").one("input").write("ABCD");
    await drawn();
    root.part("enter").press();
    facilitator.change({ link: { kind: "connecting", since: 0, attempt: 3 } });
    await drawn();
    assert.match(root.part("facilitate").textContent, /does not answer yet/);
  }));

test("all worlds stand side by side, each seat by letters and in words", async () => {
  const state = exercise();
  const [seat, away] = [state.worlds[1]!.seats[0]!, state.worlds[1]!.seats[2]!];
  seat.ready = true;
  away.persons[0]!.here = false;
  await show(state, async ({ root }) => {
    assert.equal(root.part("private").textContent, "PRIVATE – DO NOT PROJECT");
    const card = root.part("world-B");
    assert.match(card.textContent, /Turn 6 1:30/);
    assert.match(card.textContent, /1\/3 ready/);
    assert.match(card.textContent, /Ar.*Aldan \(A\): ready.*B-.*Brava \(B\): nothing saved yet.*Ca.*Corvo \(C\): away/);
    assert.match(card.textContent, /With Prof S/);
    assert.match(root.part("world-A").textContent, /Turn 5/);
  });
});

test("a press acts on its own world, and names it to who does not see it", () =>
  show(exercise(), async ({ root, facilitator }) => {
    const button = root.part("world-B").part("extend");
    assert.equal(button.get("aria-label"), "+60 s: world B");
    button.press();
    button.press(); // one press is one act, until it is answered
    await drawn();
    assert.deepEqual(facilitator.acts, [{ act: ActKind.ACT_EXTEND, world: { state: 1 }, ms: 60_000, turn: 6, practice: false }]);
    assert.equal(root.part("polite").textContent, "Done. Time changed: world B.");
  }));

test("what ends a turn asks once, and names what it ends", () =>
  show(exercise(), async ({ root, facilitator }) => {
    root.part("world-A").part("resolve").press();
    await drawn();
    const dialog = root.part("resolve-dialog");
    assert.match(dialog.textContent, /world A/);
    assert.match(dialog.textContent, /3 states are not ready/);
    assert.equal(facilitator.acts.length, 0);
    dialog.part("yes").press();
    await drawn();
    assert.deepEqual(facilitator.acts, [{ act: ActKind.ACT_RESOLVE, world: { state: 0 }, turn: 5, practice: false }]);
    assert.equal(root.parts("resolve-dialog").length, 0);
  }));

test("the turn that was open when it was asked is the one that closes", () =>
  show(exercise(), async ({ root, facilitator }) => {
    root.part("world-A").part("resolve").press();
    await drawn();
    const later = exercise();
    later.worlds[0]!.clock!.turn = 6;
    facilitator.change({ exercise: later });
    await drawn();
    root.part("resolve-dialog").part("yes").press();
    await drawn();
    assert.equal(facilitator.acts[0]?.turn, 5);
  }));

test("for all worlds no world is named, and a pause tells its reason", () =>
  show(exercise(), async ({ root, facilitator }) => {
    root.part("pause-all").press();
    await drawn();
    const dialog = root.part("pause-dialog");
    assert.match(dialog.textContent, /all worlds/);
    dialog.part("reason").one("input").write("  fire drill ");
    await drawn();
    dialog.part("yes").press();
    await drawn();
    assert.deepEqual(facilitator.acts, [{ act: ActKind.ACT_PAUSE, reason: "fire drill" }]);
  }));

test("a refusal stands where it was pressed, with its remedy, and is said", () =>
  show(exercise(), async ({ root, facilitator }) => {
    facilitator.answer = () => Promise.reject(refusal(RefusalCode.REFUSAL_STALE_TURN, { currentTurn: 7, sentence: "refusal.stale_turn", remedy: "remedy.stale_turn" }));
    root.part("world-B").part("extend").press();
    await drawn();
    assert.match(root.part("world-B").part("act-fault").textContent, /turn 7 is open.*Look at the new turn/);
    assert.equal(root.part("world-A").parts("act-fault").length, 0);
    assert.match(root.part("polite").textContent, /turn 7 is open/);
  }));

test("the more a refusal says, the more exact are its words", async () => {
  const cases: [object, RegExp][] = [
    [{ code: RefusalCode.REFUSAL_NO_RIGHT, item: "owner" }, /Another facilitator answers for that world\.Ask them/],
    [{ code: RefusalCode.REFUSAL_NO_RIGHT }, /You may not do that here/],
    [{ code: RefusalCode.REFUSAL_MALFORMED, item: "seat" }, /Item: seat/],
    [{ code: RefusalCode.REFUSAL_NOT_NOW, item: "gap" }, /not possible now\. \(gap\)/],
    [{ code: RefusalCode.REFUSAL_OVER, sentence: "refusal.nothing_to_tell" }, /nothing to debrief/],
  ];
  for (const [told, pattern] of cases)
    await show(exercise(), async ({ root, facilitator }) => {
      const { code, ...more } = told as { code: RefusalCode };
      facilitator.answer = () => Promise.reject(refusal(code, more));
      root.part("world-A").part("extend").press();
      await drawn();
      assert.match(root.part("act-fault").textContent, pattern);
    });
});

test("orders on behalf that the rules do not allow say which parts, and stay to be changed", () =>
  show(exercise(), async ({ root, facilitator }) => {
    facilitator.answer = () => Promise.reject(refusal(RefusalCode.REFUSAL_ILLEGAL_ORDERS, { parts: [{ part: "attack", verdict: "out of reach" }] }));
    root.part("world-A").part("open-world").press();
    await drawn();
    root.part("seat-1").part("more").press();
    await drawn();
    root.part("orders-on-behalf").press();
    await drawn();
    assert.ok(closed(root.part("orders-dialog").part("yes")), "nothing is ordered yet");
    root.part("line-fortify").all((one) => one.localName === "button")[1]!.press();
    await drawn();
    root.part("orders-dialog").part("yes").press();
    await drawn();
    assert.equal(facilitator.acts[0]?.act, ActKind.ACT_ORDERS);
    assert.equal(facilitator.acts[0]?.seat?.state, 1);
    assert.match(root.part("orders-dialog").part("act-fault").textContent, /attack: out of reach/);
  }));

test("who observes sees everything and acts on nothing", async () => {
  const state = exercise({ questions: [{ number: 1, world: 0, seat: 1, text: "Why?" }], undo: 1, deeds: [{ number: 1, act: ActKind.ACT_PAUSE }] });
  await show(state, async ({ root, facilitator }) => {
    assert.match(root.part("question-1").textContent, /Why\?.*you need the right: assist/);
    const open = root.all((one) => one.localName === "button" && one.get("data-part") !== null && !closed(one)).map((one) => one.get("data-part"));
    for (const name of ["extend", "pause", "resolve", "pause-all", "extend-all", "resolve-all", "undo", "close-all", "inject-new", "add-facilitator", "start-debrief"]) {
      assert.ok(!open.includes(name), `${name} is open to who only observes`);
      root.part(name).press();
    }
    await drawn();
    assert.equal(facilitator.acts.length, 0);
    assert.equal(root.part("extend").get("title"), "For this you need the right: run.");
  }, 4);
});

test("who runs a world leaves another one's alone", () =>
  show(exercise(), async ({ root }) => {
    root.part("world-B").part("extend"); // own
    assert.ok(!closed(root.part("world-B").part("extend")));
    const state = exercise();
    state.worlds[0]!.owner = { $typeName: "spiral.v1.Target", state: 1 };
    await show(state, async (other) => {
      assert.match(other.root.part("world-A").part("extend").get("title") ?? "", /Dr R has this world/);
      assert.match(other.root.part("all").textContent, /your worlds/);
    }, 2);
  }, 2));

test("a question comes in words, and its answer goes to whom it was meant for", () =>
  show(exercise({ questions: [{ number: 4, world: 1, seat: 2, name: "lynx", text: "<b>Secret?</b>" }] }), async ({ root, facilitator }) => {
    const row = root.part("question-4");
    assert.match(row.textContent, /Corvo \(C\) of world B, lynx/);
    assert.match(row.textContent, /<b>Secret\?<\/b>/);
    assert.ok(closed(row.part("answer-one")), "an empty answer is none");
    row.part("answer").one("textarea").write("Yes.");
    await drawn();
    row.part("answer-all").press();
    await drawn();
    assert.deepEqual(facilitator.acts, [{ act: ActKind.ACT_ANSWER, number: 4, reason: "Yes.", everyone: true }]);
  }));

test("how long it can be looked at is said, and set", () =>
  show(exercise({ replayDays: { state: 14 } }), async ({ root, facilitator }) => {
    assert.match(root.part("replay").textContent, /for 14 days/);
    root.part("replay-set").press();
    await drawn();
    const over = root.part("replay-days").all((one) => one.localName === "label" && one.textContent === "not any more")[0]!;
    over.one("input").fire("change");
    await drawn();
    root.part("replay-dialog").part("yes").press();
    await drawn();
    assert.deepEqual(facilitator.acts, [{ act: ActKind.ACT_REPLAY, number: 0 }]);
  }));

test("a new key is shown once, and gone when it was taken", () =>
  show(exercise(), async ({ root, facilitator }) => {
    facilitator.answer = () => Promise.resolve({ already: false, newKey: "ABCD-EFGH" });
    root.part("add-facilitator").press();
    await drawn();
    root.part("add-dialog").part("name").one("input").write("Kim");
    await drawn();
    root.part("add-dialog").part("yes").press();
    await drawn();
    assert.match(root.part("new-key").textContent, /Kim.*ABCD-EFGH/);
    root.part("new-key").all((one) => one.localName === "button" && one.textContent === "I have it")[0]!.press();
    await drawn();
    assert.doesNotMatch(root.textContent, /ABCD-EFGH/);
  }));

test("the debrief goes on part by part, and every act says what is projected", async () => {
  const state = exercise({ card: { state: 3 }, part: 1, projected: { state: 1 } });
  await show(state, async ({ root, facilitator }) => {
    assert.match(root.part("debrief-card").textContent, /D3 The reveal.*2 of 3.*Who is surprised/);
    root.part("debrief-next").press();
    await drawn();
    root.part("debrief-back").press();
    await drawn();
    assert.deepEqual(facilitator.acts, [
      { act: ActKind.ACT_DEBRIEF, card: 3, part: 2, world: { state: 1 } },
      { act: ActKind.ACT_DEBRIEF, card: 3, part: 0, world: { state: 1 } },
    ]);
  });
});

test("a card that the wall shows in parts is turned part by part, or left for the next", async () => {
  const state = exercise({ card: { state: 4 }, part: 0, projected: { state: 1 } });
  await show(state, async ({ root, facilitator, looking }) => {
    await drawn();
    assert.deepEqual([looking.watched, looking.asked], [["K7QX2M nothing"], ["1 en", "1 es"]]);
    assert.match(root.part("debrief-card").textContent, /D4 .*1 of 2/);
    assert.match(root.part("debrief-part").textContent, /1 Aldan2 Brava/);
    assert.match(root.part("debrief-next").textContent, /Next part/);
    root.part("debrief-next").press();
    await drawn();
    root.part("debrief-onward").press();
    await drawn();
    assert.deepEqual(facilitator.acts.map(({ card, part }) => [card, part]), [[4, 1], [5, 0]]);
    facilitator.change({ exercise: { ...state, part: 1 } });
    await drawn();
    assert.match(root.part("debrief-next").textContent, /Next: D5/);
    assert.equal(root.all((one) => one.get("data-part") === "debrief-onward").length, 0);
  });
});

test("while it is not known how many parts a card has, nothing is passed over", async () => {
  await show(exercise({ card: { state: 5 }, part: 0, projected: { state: 1 } }), async ({ root, facilitator }) => {
    assert.ok(closed(root.part("debrief-next")));
    root.part("debrief-next").press();
    await drawn();
    assert.equal(facilitator.acts.length, 0);
  });
});

test("single keys act on the open world, or on all", () =>
  show(exercise(), async ({ root, facilitator }) => {
    const page = document.body as unknown as FakeElement;
    page.fire("keydown", { key: "e" });
    await drawn();
    page.fire("keydown", { key: "2" });
    await drawn();
    page.fire("keydown", { key: "e" });
    await drawn();
    assert.deepEqual(facilitator.acts.map((act) => act.world?.state ?? null), [null, 1]);
    page.fire("keydown", { key: "n" });
    await drawn();
    assert.match(root.part("resolve-dialog").textContent, /world B/);
    localStorage.setItem("spiral.facilitate.keys", "off");
    page.fire("keydown", { key: "e" });
    await drawn();
    assert.equal(facilitator.acts.length, 2, "switched off");
  }));

test("a lost link is said, and what was seen stays", () =>
  show(exercise(), async ({ root, facilitator }) => {
    facilitator.change({ link: { kind: "lost", since: 0, attempt: 1 } });
    await drawn();
    assert.match(root.part("fac-lost").textContent, /Connection lost/);
    assert.match(root.part("world-A").textContent, /Turn 5/);
  }));

test("what the model tells is said once", () =>
  show(exercise(), async ({ root, facilitator }) => {
    facilitator.change({ news: { key: "webfac.news.questions", slots: { count: 2 }, at: 5 } });
    await drawn();
    assert.equal(root.part("polite").textContent, "2 new questions.");
  }));

test("sixty-four worlds, a lobby, an end and Spanish have words for everything", async () => {
  const many = exercise({ started: false, planSeconds: 4500 });
  many.worlds = Array.from({ length: 64 }, (_, number) => ({ ...exercise().worlds[number % 2]!, name: `W${number}`, tension: number % 8 }));
  many.worlds[0]!.clock!.state = ClockState.CLOCK_LOBBY;
  many.worlds[1]!.end = 4;
  for (const language of ["en", "es"] as const) {
    await show(many, async ({ root }) => {
      root.part("world-W5").part("open-world").press();
      await drawn();
      assert.equal(root.all((one) => one.get("data-part")?.startsWith("world-") ?? false).length, 64);
      const said = root.textContent + root.all((one) => one.get("aria-label") !== null).map((one) => one.get("aria-label")).join(" ");
      assert.doesNotMatch(said, /\[web|\[card|\{[a-z]+/, language);
    }, 1, language);
  }
});
