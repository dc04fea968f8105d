import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ControlAnswerSchema, DebriefStepSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { OrdersSchema } from "../../../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import { RefusalCode } from "../../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { BriefingSchema, WorldEndedSchema } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Debrief, Model, Player } from "../../../../../../client/web/src/model/api.js";
import { emptyModel } from "../../../../../../client/web/src/model/inbox.js";
import { PlayerContext, SettingsContext } from "../../../../../../client/web/src/parts/context.js";
import { DebriefScreen } from "../../../../../../client/web/src/screens/debrief/index.js";
import { draw, drawn, type FakeElement } from "../../fake_dom.js";
import { refusal } from "../../fake_server.js";
import { fakeWords } from "../../fake_words.js";

const states = ["Aldan", "Brava", "Corvo"].map((name) => ({ name }));

/** Somebody whose world has ended, in the test's hands. */
class Ended {
  model: Model = {
    ...emptyModel(),
    link: { kind: "open", way: "websocket" },
    seat: { code: "K7QX2M", name: "Ana", seatCode: "ABCDE-FGHJK", exercise: "aa" },
    briefing: create(BriefingSchema, { seat: 1, worldName: "B", debriefInStep: true, scenario: { states } }),
    ended: create(WorldEndedSchema, { end: 1, turns: 3, withheld: true }),
  };
  given: [readonly string[], [number, number][]][] = [];
  asked: string[] = [];
  questions: string[] = [];
  refusals: unknown[] = [];
  root!: FakeElement;
  private listeners = new Set<() => void>();

  player(): Player {
    const owner = this;
    const player = {
      get model() {
        return owner.model;
      },
      draft: { orders: create(OrdersSchema, { greedy: [{ state: 2, permille: 700 }] }) },
      subscribe: (listener: () => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
      feel: (words: readonly string[], greedy: ReadonlyMap<number, number>) => {
        this.given.push([words, [...greedy]]);
        const cause = this.refusals.shift();
        return cause === undefined ? Promise.resolve() : Promise.reject(cause);
      },
      debrief: (own: boolean): Promise<Debrief> => {
        this.asked.push(own ? "own" : "all");
        return Promise.resolve({ headline: "", states: states.map(({ name }) => ({ name, letter: name[0]! })), cards: [{ name: "D1", title: "T", question: "Q", parts: [[{ kind: "text", text: "what happened" }]] }] });
      },
      askControl: (text: string) => {
        this.questions.push(text);
        return Promise.resolve();
      },
      readAnswers: () => undefined,
    };
    return player as unknown as Player;
  }

  async tell(change: Partial<Model>): Promise<void> {
    this.model = { ...this.model, ...change };
    for (const listener of [...this.listeners]) listener();
    await drawn();
  }

  async step(card: number, more: object = {}): Promise<void> {
    await this.tell({ step: create(DebriefStepSchema, { card: { state: card }, ...more }) });
  }

  async send(): Promise<void> {
    this.root.part("feelings-form").fire("submit");
    await drawn();
  }

  async press(part: string): Promise<void> {
    this.root.part(part).press();
    await drawn();
  }
}

async function after(change: Partial<Model>, run: (one: Ended) => Promise<void>): Promise<void> {
  const one = new Ended();
  one.model = { ...one.model, ...change };
  const { root, away } = draw(
    <SettingsContext.Provider value={{ words: fakeWords(), chooseLanguage: () => undefined }}>
      <PlayerContext.Provider value={one.player()}>
        <DebriefScreen />
      </PlayerContext.Provider>
    </SettingsContext.Provider>,
  );
  one.root = root;
  try {
    await drawn();
    await run(one);
  } finally {
    away();
    await drawn();
  }
}

test("before anything is opened the page asks how it felt and what one believes, then waits with words", () =>
  after({}, async (one) => {
    await one.send();
    assert.equal(one.given.length, 0);
    assert.match(one.root.part("feeling-0").textContent, /web_step.feelings.missing/);
    one.root.part("feeling-0").one("input").write(" fear ");
    await drawn();
    await one.send();
    assert.deepEqual(one.given, [[["fear"], [[2, 700]]]], "what was believed last is there to begin with");
    assert.match(one.root.part("step-waits").textContent, /web_step.waits.*web_step.feelings.kept/);
    assert.deepEqual(one.asked, [], "nothing of the debrief was asked for");
    await one.press("feelings-change");
    assert.equal(one.root.part("feeling-0").one("input").value, " fear ");
  }));

test("nobody has to, and whoever thinks better of it may until the next card", () =>
  after({}, async (one) => {
    await one.press("feelings-skip");
    assert.match(one.root.part("step-waits").textContent, /web_step.feelings.skipped/);
    await one.step(0, { feelings: [{ world: "B", words: ["calm"] }] });
    assert.match(one.root.part("step-card").textContent, /calm/);
    await one.press("feelings-change");
    one.root.part("feelings-form");
    await one.step(1);
    assert.equal(one.root.parts("feelings-form").length, 0);
    assert.match(one.root.part("step-card").textContent, /what happened.*Q/);
  }));

test("words that are refused stay in hand, with why", () =>
  after({}, async (one) => {
    one.refusals.push(refusal(RefusalCode.REFUSAL_NOT_NOW));
    one.root.part("feeling-1").one("input").write("anger");
    await drawn();
    await one.send();
    assert.match(one.root.part("feelings-form").textContent, /refusal.not_now/);
    assert.equal(one.root.part("feeling-1").one("input").value, "anger");
  }));

test("where beliefs are off none are asked for", () =>
  after({ briefing: create(BriefingSchema, { seat: 1, beliefs: 1, debriefInStep: true, scenario: { states } }) }, async (one) => {
    assert.equal(one.root.all((element) => element.get("id") === "last-beliefs").length, 0);
  }));

test("one's own page comes when all was revealed, and everything with the last card", () =>
  after({}, async (one) => {
    await one.step(1);
    assert.equal(one.root.parts("step-own").length + one.root.parts("go-free").length, 0);
    await one.tell({ ended: create(WorldEndedSchema, { end: 1, turns: 3 }) });
    assert.equal(one.root.parts("step-own").length, 1);
    assert.equal(one.root.parts("go-free").length, 0);
    await one.step(8);
    await one.press("go-free");
    one.root.part("debrief-card");
    await one.step(6); // whoever reads alone goes on so
    one.root.part("debrief-card");
  }));

test("control is in reach, and its answers are read there", () =>
  after({ questions: [create(ControlAnswerSchema, { number: 1, answer: "Five minutes.", everyone: true })] }, async (one) => {
    assert.match(one.root.part("ask").textContent, /1/);
    await one.press("ask");
    assert.match(one.root.part("ask-dialog").textContent, /web_step.ask.answer_all Five minutes\./);
    const form = one.root.part("ask-dialog").one("form");
    form.fire("submit");
    await drawn();
    assert.match(form.textContent, /web_step.ask.empty/);
    form.one("textarea").write("May I?");
    await drawn();
    form.fire("submit");
    await drawn();
    assert.deepEqual(one.questions, ["May I?"]);
    form.one("textarea").write("ñ".repeat(251));
    await drawn();
    assert.match(form.textContent, /web_step.ask.too_long .*"bytes":2/);
  }));
