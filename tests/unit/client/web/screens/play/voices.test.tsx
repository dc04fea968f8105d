import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { OrdersSchema } from "../../../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import { SituationSchema } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Draft, Heard, Model, News } from "../../../../../../client/web/src/model/api.js";
import { emptyModel } from "../../../../../../client/web/src/model/inbox.js";
import { HeardContext, SettingsContext } from "../../../../../../client/web/src/parts/context.js";
import { Voices } from "../../../../../../client/web/src/screens/play/voices.js";
import { draw, drawn, type FakeElement } from "../../fake_dom.js";
import { fakeWords } from "../../fake_words.js";

const draft: Draft = { turn: 3, orders: create(OrdersSchema), state: "saved", savedAt: null, parts: [], available: 10, canUndo: false, ready: false };

/** A seat in the test's hands. */
class Seat implements Heard {
  model: Model = { ...emptyModel(), link: { kind: "open", way: "websocket" }, situation: situation(2) };
  draft = draft;
  private listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  secondsLeft(): number {
    return 60;
  }

  async change(change: Partial<Model>): Promise<void> {
    this.model = { ...this.model, ...change };
    for (const listener of [...this.listeners]) listener();
    await drawn();
  }

  private at = 0;

  tell(key: string, slots: News["slots"] = {}): Promise<void> {
    return this.change({ news: { key, slots, at: (this.at += 1) } });
  }
}

function situation(turn: number): Model["situation"] {
  return create(SituationSchema, { turn, states: [{ alive: 1 }, { alive: 1 }] });
}

async function listen(run: (seat: Seat, said: () => [polite: string, assertive: string], root: FakeElement) => Promise<void>): Promise<void> {
  const seat = new Seat();
  const { root, away } = draw(
    <SettingsContext.Provider value={{ words: fakeWords(), chooseLanguage: () => undefined }}>
      <HeardContext.Provider value={seat}>
        <Voices />
      </HeardContext.Provider>
    </SettingsContext.Provider>,
  );
  await drawn();
  try {
    await run(seat, () => [root.part("polite").textContent, root.part("assertive").textContent], root);
  } finally {
    away();
    await drawn();
  }
}

test("both regions stand there before anything is said, each with its manner", () =>
  listen(async (_, said, root) => {
    assert.deepEqual(said(), ["", ""]);
    const manner = (name: string): (string | null)[] => ["role", "aria-live"].map((attribute) => root.part(name).get(attribute));
    assert.deepEqual([manner("polite"), manner("assertive")], [["status", "polite"], ["alert", "assertive"]]);
  }));

test("the last seconds interrupt, and say whether one's orders count; earlier warnings wait", () =>
  listen(async (seat, said) => {
    for (const seconds of [60, 30]) {
      await seat.tell("warning.seconds", { seconds });
      assert.deepEqual(said(), [`warning.seconds {"seconds":${seconds}}`, ""]);
    }
    await seat.tell("warning.seconds", { seconds: 10 });
    const [polite, assertive] = said();
    assert.match(polite, /30/, "it is not said twice");
    assert.match(assertive, /^warning.seconds {"seconds":10} web.status.saved/);
  }));

test("a late page says how late it is, as urgently", () =>
  listen(async (seat, said) => {
    await seat.tell("warning.seconds", { seconds: 4 });
    assert.match(said()[1], /^warning.seconds {"seconds":4}/);
  }));

test("the same last seconds of the next turn are said anew", () =>
  listen(async (seat, said) => {
    await seat.tell("warning.seconds", { seconds: 10 });
    assert.notEqual(said()[1], "");
    await seat.change({ situation: situation(3) });
    assert.equal(said()[1], "", "a region that stays as it is says nothing");
  }));

test("news, a pause and a link that is lost and comes back are polite", () =>
  listen(async (seat, said) => {
    for (const key of ["notice.seat_is_yours", "clock.paused", "web_step.rolled_back"]) {
      await seat.tell(key);
      assert.deepEqual(said(), [`${key} {}`, ""]);
    }
    await seat.change({ link: { kind: "lost", since: 0 } as Model["link"] });
    assert.match(said()[0], /^web.status.lost/);
    await seat.change({ link: { kind: "open", way: "websocket" } });
    assert.match(said()[0], /^web.status.saved/);
    assert.equal(said()[1], "");
  }));

test("the same news once more are said once more", () =>
  listen(async (seat, _, root) => {
    await seat.tell("web_step.nudged");
    const [before] = root.part("polite").childNodes;
    await seat.tell("web_step.nudged");
    assert.notEqual(root.part("polite").childNodes[0], before, "what stands there already is not read again");
  }));
