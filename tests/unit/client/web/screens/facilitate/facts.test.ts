import assert from "node:assert/strict";
import { test } from "node:test";
import { ActKind, Rights, SignKind } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { ClockState } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { create } from "@bufbuild/protobuf";
import { SignSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import * as facts from "../../../../../../client/web/src/screens/facilitate/facts.js";
import { linksOf } from "../../../../../../client/web/src/screens/facilitate/links.js";
import { exercise } from "../../fake_exercise.js";

const world = (): ReturnType<typeof exercise>["worlds"][number] => exercise().worlds[0]!;
const me = (number: number, rights: Rights): facts.Me => ({ number, rights, name: "" });

test("the letter of a seat is what matters most about it", () => {
  const seat = world().seats[0]!;
  assert.equal(facts.standingOf(seat), "nothing");
  seat.revision = 2;
  assert.equal(facts.standingOf(seat), "saved");
  seat.persons[0]!.here = false;
  assert.equal(facts.standingOf(seat), "away");
  seat.ready = true;
  assert.equal(facts.standingOf(seat), "ready", "who is done may go");
  seat.persons = [];
  assert.equal(facts.standingOf(seat), "free");
  seat.held = true;
  assert.equal(facts.standingOf(seat), "bot");
  seat.alive = false;
  assert.equal(facts.standingOf(seat), "out");
});

test("a world is looked at when somebody waits, is away, or the time runs out with few ready", () => {
  const quiet = world();
  assert.equal(facts.needsLook(quiet, false, 90), false);
  assert.equal(facts.needsLook(quiet, true, 90), true);
  assert.equal(facts.needsLook(quiet, false, 20), true);
  quiet.seats.forEach((seat) => (seat.ready = true));
  assert.equal(facts.needsLook(quiet, false, 20), false);
  assert.equal(facts.needsLook({ ...quiet, signs: [create(SignSchema, { kind: SignKind.SIGN_WAR })] }, false, 90), true);
  const paused = world();
  paused.clock!.state = ClockState.CLOCK_PAUSED;
  assert.equal(facts.needsLook(paused, false, null), true);
  assert.equal(facts.needsLook({ ...paused, end: 4 }, false, null), false);
});

test("each right includes those before it, and a world of another's is left alone", () => {
  const state = exercise();
  assert.deepEqual(facts.whyNot(state, me(4, Rights.OBSERVE), ActKind.ACT_NUDGE, 0), { kind: "rights", rights: Rights.ASSIST });
  assert.equal(facts.whyNot(state, me(3, Rights.ASSIST), ActKind.ACT_NUDGE, 1), null);
  assert.deepEqual(facts.whyNot(state, me(4, Rights.OBSERVE), ActKind.ACT_CONSENT, 0), { kind: "rights", rights: Rights.ASSIST });
  assert.equal(facts.whyNot(state, me(5, Rights.RUN), ActKind.ACT_CONSENT, 1), null, "a person's right, whoever has the world");
  assert.deepEqual(facts.whyNot(state, me(3, Rights.ASSIST), ActKind.ACT_PAUSE, 0), { kind: "rights", rights: Rights.RUN });
  assert.equal(facts.whyNot(state, me(2, Rights.RUN), ActKind.ACT_PAUSE, 1), null, "the own world");
  assert.equal(facts.whyNot(state, me(5, Rights.RUN), ActKind.ACT_PAUSE, 0), null, "nobody's world");
  assert.deepEqual(facts.whyNot(state, me(5, Rights.RUN), ActKind.ACT_PAUSE, 1), { kind: "owner", name: "Prof S" });
  assert.equal(facts.whyNot(state, me(5, Rights.RUN), ActKind.ACT_PAUSE, null), null, "all that one may act on");
  assert.deepEqual(facts.whyNot(state, me(2, Rights.RUN), ActKind.ACT_START, null), { kind: "rights", rights: Rights.LEAD });
  assert.equal(facts.whyNot(state, me(1, Rights.LEAD), ActKind.ACT_PAUSE, 1), null);
  assert.equal(facts.leavesOut(state, me(5, Rights.RUN)), true);
  assert.equal(facts.leavesOut(state, me(1, Rights.LEAD)), false);
});

test("the guard warns under a third, and a pause eats the debrief's time", () => {
  const state = exercise({ planSeconds: 4500, usedSeconds: 1880, playSeconds: 1000 });
  const guard = facts.guardOf(state, 0, 60_000);
  assert.deepEqual(guard, { begins: 2880, left: 1620, percent: 36, isShort: false });
  for (const one of state.worlds) one.clock!.state = ClockState.CLOCK_PAUSED;
  assert.equal(facts.guardOf(state, 0, 60_000)?.begins, 2940);
  state.worlds[0]!.clock!.state = ClockState.CLOCK_OPEN;
  assert.equal(facts.guardOf(state, 0, 60_000)?.begins, 2880, "one world goes on");
  for (const one of state.worlds) one.end = 1;
  assert.equal(facts.guardOf(state, 0, 60_000)?.begins, 2880, "last words, of which the server tells");
  assert.equal(facts.guardOf(exercise({ planSeconds: 4500, usedSeconds: 2000, playSeconds: 1016 }), 0, 0)?.isShort, true, "32 %");
  assert.equal(facts.guardOf(exercise(), 0, 0), null, "no plan");
  assert.equal(facts.guardOf(exercise({ planSeconds: 100, usedSeconds: 500 }), 0, 0)?.left, 0);
  const debrief = exercise({ planSeconds: 4500, usedSeconds: 3600, playSeconds: 0, card: { state: 2 } });
  assert.deepEqual(facts.guardOf(debrief, 0, 60_000), { begins: 3660, left: 840, percent: 18, isShort: false }, "it goes on, and nothing can be had back");
});

test("time is used from the first who comes in, and shown by the second", () => {
  assert.equal(facts.usedSeconds(exercise({ started: false, usedSeconds: 0 }), 0, 9000), 0);
  assert.equal(facts.usedSeconds(exercise({ started: false, usedSeconds: 70 }), 0, 9000), 79);
  assert.equal(facts.usedSeconds(exercise({ started: true, usedSeconds: 0 }), 0, 9000), 9);
});

test("a press goes on part by part, and then to the next card; back undoes it", () => {
  const step = (card: number, part: number, way: 1 | -1): facts.Step | null => facts.stepFrom(exercise({ card: { state: card }, part }), way, (one) => (one === 3 ? 3 : one === 4 ? 2 : 1));
  assert.deepEqual(facts.stepFrom(exercise(), 1, () => 1), { card: 0, part: 0 });
  assert.equal(facts.stepFrom(exercise(), -1, () => 1), null);
  assert.deepEqual(step(2, 0, 1), { card: 3, part: 0 });
  assert.deepEqual(step(3, 0, 1), { card: 3, part: 1 });
  assert.deepEqual(step(3, 2, 1), { card: 4, part: 0 });
  assert.deepEqual(step(4, 0, -1), { card: 3, part: 2 });
  assert.deepEqual(step(3, 0, -1), { card: 2, part: 0 });
  assert.deepEqual(step(4, 9, -1), { card: 4, part: 0 }, "beyond the last part the last is shown");
  assert.deepEqual(step(5, 0, -1), { card: 4, part: 1 });
  assert.equal(step(8, 0, 1), null);
  assert.equal(facts.statesRevealed(exercise()), 3);
});

test("links lead to where players are sent, and no secret is in them", () => {
  const links = linksOf({ code: "K7QX2M", link: "https://game.uni.example:8443/join/K7QX2M" }, "https://10.0.0.1");
  assert.deepEqual(links, {
    join: "https://game.uni.example:8443/join/K7QX2M", project: "https://game.uni.example:8443/project/K7QX2M",
    check: "https://game.uni.example:8443/check", facilitate: "https://game.uni.example:8443/facilitate/K7QX2M", watch: "https://game.uni.example:8443/watch/K7QX2M",
  });
  assert.equal(linksOf({ code: "K7QX2M", link: "" }, "https://10.0.0.1").join, "https://10.0.0.1/join/K7QX2M");
});
