import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { DebriefStepSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { RefusalCode } from "../../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { PublicClockSchema, PublicTurnSchema, WatchingSchema } from "../../../../../../client/web/src/gen/spiral/v1/watch_pb.js";
import { ClockState } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Block, Card, Debrief, WatchedWorld, WatchModel, Watcher } from "../../../../../../client/web/src/model/api.js";
import { SettingsContext } from "../../../../../../client/web/src/parts/context.js";
import { ProjectScreen } from "../../../../../../client/web/src/screens/project/index.js";
import { draw, drawn, type FakeElement } from "../../fake_dom.js";
import { refusal } from "../../fake_server.js";
import { fakeWords } from "../../fake_words.js";

function world(index: number, told: MessageInitShape<typeof PublicClockSchema>): WatchedWorld {
  const id = new Uint8Array(16).fill(5 + index);
  const turn = create(PublicTurnSchema, { turn: 2, events: [{ kind: "mobilise", numbers: [1] }], press: [{ from: 0, text: "We want peace." }] });
  return {
    index,
    watching: create(WatchingSchema, { world: id, worldName: "ABC"[index] ?? "", states: ["Aldan", "Brava"], code: "K7QX2M", link: "https://h/join/K7QX2M" }),
    clock: create(PublicClockSchema, { world: id, turn: 3, shown: 3, state: ClockState.CLOCK_OPEN, persons: 4, places: 6, ...told }),
    clockAt: 0, turns: [turn], ended: null,
  };
}

/** A watcher in the test's hands. */
class Looking implements Watcher {
  model: WatchModel = { link: { kind: "open", way: "websocket" }, worlds: [], step: null };
  asked: string[] = []; // worlds whose debrief was asked for, and the language
  opened = 0; // cards
  refusals: unknown[] = [];
  watches = 0;
  private listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async tell(change: Partial<WatchModel>): Promise<void> {
    this.model = { ...this.model, ...change };
    for (const listener of this.listeners) listener();
    await drawn();
    await drawn(); // both languages came
  }

  watch(): Promise<void> {
    this.watches++;
    const cause = this.refusals.shift();
    return cause === undefined ? Promise.resolve() : Promise.reject(cause);
  }

  debrief(id: Uint8Array, language = "own"): Promise<Debrief> {
    this.asked.push(`${id[0]! - 5} ${language}`);
    const cause = this.refusals.shift();
    if (cause !== undefined) return Promise.reject(cause);
    const text = (number: number, part: number): Block[] => [{ kind: "text", text: `D${number}.${part} ${number === 3 ? "" : "word ".repeat(250)}` }];
    const card = (number: number): Card => ({ name: `D${number}`, title: `T${number}`, question: `Q${number}`, parts: number === 3 ? [text(3, 0), text(3, 1)] : [[{ kind: "section", text: "S" }, ...text(number, 0), ...text(number, 1)]] });
    return Promise.resolve({ headline: "", states: [{ name: "Aldan", letter: "A" }, { name: "Brava", letter: "B" }], cards: [0, 1, 2, 3].slice(0, this.opened + 1).map(card) });
  }

  choose(): void {}

  secondsLeft({ clock }: WatchedWorld): number | null {
    return clock?.remaining ? clock.remaining.ms / 1000 : null;
  }

  record(): Promise<string> {
    return Promise.reject(new Error("nobody asks"));
  }

  stop(): void {}
}

async function onWall(run: (watcher: Looking, root: FakeElement, pass: () => Promise<void>) => Promise<void>, refusals: unknown[] = []): Promise<void> {
  const watcher = new Looking();
  watcher.refusals = refusals;
  const timers: (() => void)[] = [];
  const [later, never, each] = [globalThis.setTimeout, globalThis.clearTimeout, globalThis.setInterval];
  globalThis.setTimeout = ((task: () => void) => timers.push(task)) as unknown as typeof setTimeout;
  globalThis.clearTimeout = () => undefined;
  globalThis.setInterval = (() => 0) as unknown as typeof setInterval;
  const { root, away } = draw(
    <SettingsContext.Provider value={{ words: fakeWords(), chooseLanguage: () => undefined }}>
      <ProjectScreen watcher={watcher} code="k7qx2m" />
    </SettingsContext.Provider>,
  );
  try {
    await drawn();
    await run(watcher, root, async () => {
      for (const task of timers.splice(0)) task();
      await drawn();
      await drawn();
    });
  } finally {
    away();
    await drawn();
    [globalThis.setTimeout, globalThis.clearTimeout, globalThis.setInterval] = [later, never, each];
  }
}

function step(card: number, part: number, projected: number, more: object = {}) {
  return create(DebriefStepSchema, { card: { state: card }, part, world: { state: projected }, ...more });
}

test("before play the wall says how one joins, and that it is public", () =>
  onWall(async (watcher, root) => {
    await watcher.tell({ worlds: [0, 1].map((index) => world(index, { state: ClockState.CLOCK_LOBBY, turn: 0, startByHand: true })) });
    const said = root.part("project-door").textContent;
    assert.match(said, /h\/join\/K7QX2M.*K7QX2M.*"persons":4,"places":6.*web_step.lobby.by_hand.*A\+B/);
    assert.match(root.textContent, /web_project.public/);
  }));

test("in play all worlds stand side by side, with what everybody was told", () =>
  onWall(async (watcher, root) => {
    const remaining = { ms: 65_000 };
    await watcher.tell({ worlds: [world(0, { remaining }), world(1, { state: ClockState.CLOCK_PAUSED, reason: "fire drill" }), world(2, { practice: true })] });
    assert.match(root.part("world-0").textContent, /"world":"A".*web.turn \{"turn":3\}.*1:05.*We want peace\..*event.mobilise/);
    assert.match(root.part("world-1").textContent, /web_project.paused_for .*fire drill/);
    assert.match(root.part("world-2").textContent, /web_step.practice/);
    await watcher.tell({ worlds: [{ ...world(0, {}), turns: [] }] });
    assert.equal(root.part("world-0").textContent.includes("We want peace."), false, "a world that went back shows nothing of what was");
  }));

test("in the debrief exactly what is opened is shown, of the world that is projected, and asked for anew at each step", () =>
  onWall(async (watcher, root) => {
    watcher.opened = 3;
    const worlds = [world(0, {}), world(1, {})];
    await watcher.tell({ worlds, step: step(2, 0, 1) });
    assert.match(root.part("step-card").textContent, /T2.*"world":"B".*Q2.*D2\.0/);
    assert.equal(root.part("step-card").textContent.includes("D2.1"), false);
    assert.equal(root.part("wall-part").textContent, 'web_project.part {"part":1,"parts":2}');
    await watcher.tell({ step: step(2, 1, 1) });
    assert.match(root.part("step-card").textContent, /Q2.*S.*D2\.1/);
    assert.equal(root.part("step-card").textContent.includes("D2.0"), false, "a part at a time, under the same heading");
    await watcher.tell({ step: step(2, 7, 1) });
    assert.match(root.part("step-card").textContent, /D2\.1/, "beyond the last part the last is shown");
    await watcher.tell({ step: step(3, 1, 1) });
    assert.match(root.part("step-card").textContent, /D3\.0.*D3\.1/);
    watcher.asked = [];
    await watcher.tell({ step: step(3, 1, 0) });
    assert.deepEqual(watcher.asked, ["0 en", "0 es"], "pieces have room for both languages");
    await watcher.tell({ step: step(3, 0, 0) });
    assert.equal(root.part("step-card").textContent.includes("D3.1"), false, "one step back covers it again");
  }));

test("feelings stand there as they were given: as text, by world", () =>
  onWall(async (watcher, root) => {
    const feelings = [{ world: "A", words: ["fear", "<b>trust</b>"] }, { world: "B", words: [] }];
    await watcher.tell({ worlds: [world(0, {})], step: step(0, 0, 0, { feelings }) });
    const said = root.part("feelings").textContent;
    assert.match(said, /"world":"A".*fear.*<b>trust<\/b>/);
    assert.equal(said.includes('"world":"B"'), false);
  }));

test("what cannot be had is tried again without a press", async () => {
  await onWall(async (watcher, root, pass) => {
    assert.match(root.part("project-refused").textContent, /refusal.unknown_code.*web_step.again_by_itself/);
    await pass();
    assert.equal(watcher.watches, 2);
  }, [refusal(RefusalCode.REFUSAL_UNKNOWN_CODE)]);
  await onWall(async (watcher, root, pass) => {
    watcher.refusals.push(refusal(RefusalCode.REFUSAL_NOT_OPENED));
    await watcher.tell({ worlds: [world(0, {})], step: step(1, 0, 0) });
    assert.match(root.part("step-card").textContent, /refusal.not_opened.*web_step.again_by_itself/);
    watcher.opened = 1;
    await pass();
    assert.match(root.part("step-card").textContent, /D1\.0/);
  });
});
