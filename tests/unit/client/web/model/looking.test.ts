import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ActKind, type ExerciseState } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { NoticeKind, NoticeSchema, RefusalCode } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { ClockState } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { exercise } from "../fake_exercise.js";
import { SAVED, toldOf, type SeatTold } from "../fake_seat.js";
import { refusal } from "../fake_server.js";
import { Stage } from "./fake_desk.js";

/** Inside, before a server that shows what it is told to. */
async function inside(told: SeatTold = {}): Promise<Stage & { shows: SeatTold }> {
  const stage = Object.assign(new Stage(), { shows: told });
  stage.behind = (act) => (act.act === ActKind.ACT_LOOK ? toldOf({ world: "AB"[act.world!.state]!, seat: act.seat!.state, ...stage.shows }) : []);
  await stage.enter();
  return stage;
}

function stood(change: (state: ExerciseState) => void): ExerciseState {
  const state = exercise();
  change(state);
  return state;
}

async function looks(stage: Stage, world = 0, seat = 2): Promise<void> {
  stage.facilitator.lookAt(world, seat);
  await stage.env.pass(0);
}

test("a look shows what the seat is told, and asks with no id of its own", async () => {
  const stage = await inside({ situation: { saved: SAVED, stated: { attackNext: [{ state: 0, permille: 250 }] } }, press: ["Peace?"] });
  await looks(stage);
  const [act] = stage.heard;
  assert.deepEqual([act?.act, act?.world?.state, act?.seat?.state, act?.commandId.length], [ActKind.ACT_LOOK, 0, 2, 0]);
  const { seen, model } = stage.facilitator;
  assert.deepEqual(model.look, { world: 0, seat: 2, asking: false, seenAt: stage.env.time, refusal: null });
  assert.equal(seen.model.briefing?.seat, 2);
  assert.equal(seen.model.press[0]?.text, "Peace?");
  assert.equal(seen.model.report?.turn, 4);
  assert.equal(seen.model.bulletins.length, 1);
  assert.equal(seen.model.stated.attackNext.get(0), 250);
  assert.deepEqual([seen.draft.state, seen.draft.orders.budget?.fortify, seen.draft.orders.greedy[0]?.permille], ["saved", 3, 600]);
  assert.equal(seen.secondsLeft(), 90);
});

test("nothing is drawn before the whole picture is there, and the older one stands until then", async () => {
  const stage = await inside();
  await looks(stage);
  const before = stage.facilitator.seen.model;
  const coming = toldOf({ turn: 6, situation: { saved: SAVED } });
  const clock = coming.pop()!;
  for (const body of coming) {
    stage.tell(body);
    assert.equal(stage.facilitator.seen.model, before, body.case);
  }
  stage.tell(clock);
  assert.equal(stage.facilitator.seen.model.situation?.turn, 5);
  assert.equal(stage.facilitator.seen.model.before?.turn, 4, "what it saw before, so that it is said what changed");
  assert.deepEqual(stage.facilitator.seen.model.reports.map(({ turn }) => turn), [4, 5]);
});

test("another open turn or branch is looked at by itself, and nothing else is", async () => {
  const stage = await inside();
  await looks(stage);
  const times = async (state: ExerciseState): Promise<number> => {
    stage.state = state;
    stage.tell({ case: "exerciseState", value: state });
    await stage.env.pass(0);
    return stage.heard.length;
  };
  assert.equal(await times(exercise()), 1);
  assert.equal(await times(stood((state) => (state.worlds[0]!.seats[2]!.revision = 3))), 1, "the person asks for that");
  assert.equal(await times(stood((state) => (state.worlds[1]!.clock!.turn = 9))), 1, "another world");
  assert.equal(await times(stood((state) => (state.worlds[0]!.clock!.turn = 6))), 2);
  assert.equal(await times(stood((state) => Object.assign(state.worlds[0]!, { branch: 1 }))), 3, "rolled back to turn 5");
  assert.equal(await times(stood((state) => Object.assign(state.worlds[0]!, { branch: 1, end: 4 }))), 4);
  await stage.env.pass(60_000);
  assert.equal(stage.heard.length, 4);
});

test("a pause or more time shows at once, as the seat's own clock shows it", async () => {
  const stage = await inside();
  await looks(stage);
  const paused = stood((state) => {
    Object.assign(state.worlds[0]!.clock!, { state: ClockState.CLOCK_PAUSED, reason: "fire drill", seatsReady: 2, seatsBot: 1 });
    state.worlds[0]!.clock!.remaining!.ms = 40_000;
  });
  stage.tell({ case: "exerciseState", value: paused });
  const { clock } = stage.facilitator.seen.model;
  assert.deepEqual([clock?.state, clock?.reason], [ClockState.CLOCK_PAUSED, "fire drill"]);
  assert.deepEqual([clock?.seatsReady, clock?.seatsBot], [0, 0], "and nothing that the seat was not told");
  assert.equal(stage.facilitator.seen.secondsLeft(), 40);
  assert.equal(stage.heard.length, 1);
});

test("another seat begins with nothing of the one before", async () => {
  const stage = await inside({ press: ["For Corvo alone"] });
  await looks(stage);
  stage.silent = true;
  await looks(stage, 0, 1);
  const { seen, model } = stage.facilitator;
  assert.deepEqual([seen.model.briefing, seen.model.press.length, model.look?.seenAt], [null, 0, null]);
  toldOf({ seat: 2, press: ["For Corvo alone"] }).forEach((body) => stage.tell(body)); // late, for the seat before
  assert.equal(seen.model.situation, null);
  toldOf({ world: "B", seat: 1 }).forEach((body) => stage.tell(body));
  assert.equal(seen.model.situation, null, "of another world");
  toldOf({ seat: 1 }).forEach((body) => stage.tell(body));
  assert.equal(seen.model.briefing?.seat, 1);
});

test("after a roll-back nothing is kept of the turns that were", async () => {
  const stage = await inside({ turn: 6 });
  await looks(stage);
  const after = (turn: number, branch: number): object => {
    toldOf({ turn, branch }).forEach((body) => stage.tell(body));
    const { before, reports, situation } = stage.facilitator.seen.model;
    return [situation?.turn, before?.turn, reports.map((report) => report.turn)];
  };
  assert.deepEqual(after(5, 1), [4, undefined, [4]]);
  assert.deepEqual(after(6, 1), [5, 4, [4, 5]]);
  assert.deepEqual(after(7, 2), [6, undefined, [6]], "played further meanwhile, on another branch");
});

test("a refusal says why there is nothing, and an older picture stays", async () => {
  const stage = await inside();
  stage.refuses = refusal(RefusalCode.REFUSAL_NOT_NOW, { item: "lobby" });
  await looks(stage);
  const refused = (): string | undefined => stage.facilitator.model.look?.refusal?.item;
  assert.deepEqual([refused(), stage.facilitator.model.look?.asking], ["lobby", false]);
  stage.refuses = null;
  stage.facilitator.lookAgain();
  await stage.env.pass(0);
  assert.equal(refused(), undefined);
  stage.refuses = refusal(RefusalCode.REFUSAL_NO_RIGHT, { item: "rights" });
  stage.facilitator.lookAgain();
  await stage.env.pass(0);
  assert.equal(refused(), "rights");
  assert.equal(stage.facilitator.seen.model.situation?.turn, 4);
});

test("a link that is lost in the middle of a picture shows no half of it, and it is asked again", async () => {
  const stage = await inside();
  await looks(stage);
  toldOf({ turn: 6 }).slice(0, 3).forEach((body) => stage.tell(body));
  stage.env.socket.cut();
  assert.equal(stage.facilitator.seen.model.situation?.turn, 4, "what was seen stays");
  stage.facilitator.lookAgain();
  await stage.env.pass(0);
  assert.equal(stage.facilitator.model.look?.refusal?.sentence, "web_refusal.not_connected");
  stage.shows = { turn: 6 };
  await stage.env.pass(2000);
  assert.deepEqual([stage.facilitator.seen.model.situation?.turn, stage.facilitator.model.look?.refusal], [5, null]);
});

test("a look under way when the link is lost is asked once more, and no oftener", async () => {
  const stage = await inside();
  stage.silent = true;
  await looks(stage);
  stage.env.socket.cut();
  stage.silent = false;
  await stage.env.pass(2000);
  assert.equal(stage.heard.length, 2);
  assert.equal(stage.facilitator.model.look?.seenAt !== null, true);
});

test("a picture that fits no briefing is not drawn", async () => {
  const stage = await inside();
  await looks(stage);
  const before = stage.facilitator.seen.model;
  toldOf({ turn: 6, situation: { states: [{ alive: 1 }] } }).forEach((body) => stage.tell(body));
  assert.equal(stage.facilitator.seen.model, before);
});

test("an ended world shows its end", async () => {
  const stage = await inside({ ended: true });
  await looks(stage);
  assert.deepEqual([stage.facilitator.seen.model.ended?.end, stage.facilitator.seen.draft.turn], [1, 0]);
});

test("whoever looks away, leaves or is taken out keeps nothing of it", async () => {
  for (const go of [
    (stage: Stage): void => stage.facilitator.lookAway(),
    (stage: Stage): void => stage.facilitator.forget(),
    (stage: Stage): void => stage.tell({ case: "notice", value: create(NoticeSchema, { kind: NoticeKind.NOTICE_REMOVED }) }),
  ]) {
    const stage = await inside();
    await looks(stage);
    go(stage);
    assert.equal(stage.facilitator.model.look, null);
    assert.deepEqual([stage.facilitator.seen.model.briefing, stage.facilitator.seen.model.situation], [null, null]);
    toldOf().forEach((body) => stage.tell(body));
    assert.equal(stage.facilitator.seen.model.situation, null);
  }
});
