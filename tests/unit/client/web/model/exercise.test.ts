import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { BulletinSchema, Consent, ControlAnswerSchema, DebriefStepSchema } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { NoticeKind, NoticeSchema, RefusalCode } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { WorldEndedSchema } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { refusal, WORLD } from "../fake_server.js";
import { atTheDoor, comeBack, cutOff, fortify, reload, seated, setFortify, type Game } from "./fake_game.js";

function notice(game: Game, kind: NoticeKind): void {
  game.server.tell({ case: "notice", value: create(NoticeSchema, { kind }) });
}

function bulletin(game: Game, number: number, more: object = {}): void {
  game.server.tell({ case: "bulletin", value: create(BulletinSchema, { world: WORLD, turn: 1, number, source: "Agency", textEn: "Storm", textEs: "Tormenta", ...more }) });
}

async function played(turns: number): Promise<Game> {
  const game = await seated();
  for (let turn = 0; turn < turns; turn++) game.server.nextTurn();
  await game.env.pass(0);
  return game;
}

function reported(game: Game): number[] {
  return game.player.model.reports.map(({ turn }) => turn);
}

// ---- the door

test("what an exercise asks is asked without taking a seat", async () => {
  const game = atTheDoor();
  game.server.info = { consent: true, places: 24 };
  const info = game.player.look("k7q-x2m");
  await game.env.pass(0);
  assert.equal((await info).consent, true);
  assert.equal(game.server.last("askExercise").code, "K7QX2M");
  assert.equal(game.server.count("join"), 0);
  assert.equal(game.player.model.link.kind, "none");
  assert.ok(game.server.socket?.closed, "the link closes behind the answer");
});

test("a question at the door that nobody answers ends, and so does one that a newer one replaces", async () => {
  const game = atTheDoor();
  game.server.silent.add("askExercise");
  const first = assert.rejects(game.player.look("AAAAAA"), { sentence: "web_refusal.given_up" });
  const second = assert.rejects(game.player.look("BBBBBB"), { sentence: "web_refusal.unreached" });
  await first;
  await game.env.pass(21_000);
  await second;
  const sockets = game.env.sockets.length;
  await game.env.pass(60_000);
  assert.equal(game.env.sockets.length, sockets, "nothing goes on");
});

test("consent and a personal link go with the join, and the link's secret is kept in this tab alone until then", async () => {
  const game = atTheDoor();
  game.player.bring("k7qx2m", "SECRET");
  assert.ok(game.player.isGuest("K7QX2M") && !game.player.isGuest("AAAAAA"));
  assert.equal(JSON.stringify([...game.env.localStore!.rows]).includes("SECRET"), false);
  const again = await reload(game); // before the press
  assert.ok(again.player.isGuest("K7QX2M"));
  void again.player.join("K7QX2M", { name: "guest", consent: Consent.PLAY_ONLY });
  await again.env.pass(0);
  assert.deepEqual([again.server.last("join").guest, again.server.last("join").consent], ["SECRET", Consent.PLAY_ONLY]);
  assert.equal(again.player.isGuest("K7QX2M"), false);
  assert.equal(JSON.stringify([...again.env.sessionStore!.rows, ...again.env.localStore!.rows]).includes("SECRET"), false);
});

// ---- control

test("a question to control goes once, also over a lost link, and its answer comes", async () => {
  const game = await seated();
  game.server.silent.add("askControl");
  const asked = game.player.askControl("May a pact be secret?");
  await game.env.pass(0);
  await cutOff(game);
  game.server.silent.clear();
  await comeBack(game);
  await asked;
  const ids = game.server.said.flatMap((said) => (said.case === "askControl" ? [said.value.commandId.join()] : []));
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  const told = { number: 4, question: "May a pact be secret?" };
  game.server.tell({ case: "controlAnswer", value: create(ControlAnswerSchema, told) });
  assert.equal(game.news.includes("web_step.answered"), false, "no answer yet");
  game.server.tell({ case: "controlAnswer", value: create(ControlAnswerSchema, { ...told, answer: "Yes." }) });
  assert.deepEqual(game.player.model.questions.map(({ number, answer }) => [number, answer]), [[4, "Yes."]]);
  assert.equal(game.news.at(-1), "web_step.answered");
  assert.equal(game.player.model.questionsSeen, 0);
  game.player.readAnswers();
  assert.equal(game.player.model.questionsSeen, 1);
});

test("what control tells everybody unasked is told too, and once", async () => {
  const game = await seated();
  const told = create(ControlAnswerSchema, { number: 1, answer: "Five minutes left.", everyone: true });
  game.server.tell({ case: "controlAnswer", value: told });
  game.server.tell({ case: "controlAnswer", value: told });
  assert.deepEqual(game.news.filter((key) => key === "web_step.announced"), ["web_step.announced"]);
  assert.equal(game.player.model.questions.length, 1);
});

test("questions that cannot be sent are refused here", async () => {
  await assert.rejects(atTheDoor().player.askControl("?"), { sentence: "web_refusal.no_seat" });
  const { player } = await seated();
  await assert.rejects(player.askControl(""), { item: "text" });
  await assert.rejects(player.askControl("ñ".repeat(251)), { item: "text" });
});

test("news from outside comes once and in order, and what is told again after coming back is no news", async () => {
  const game = await seated();
  bulletin(game, 2);
  bulletin(game, 1);
  bulletin(game, 2);
  bulletin(game, 3, { world: new Uint8Array(16) });
  assert.deepEqual(game.player.model.bulletins.map(({ number }) => number), [1, 2]);
  assert.equal(game.news.filter((key) => key === "web_step.bulletin_from").length, 2);
  await cutOff(game);
  await comeBack(game);
  bulletin(game, 2);
  assert.equal(game.news.filter((key) => key === "web_step.bulletin_from").length, 2);
});

// ---- the world goes back

test("a roll-back brings everything anew: what stands of the past stays, what does not goes", async () => {
  const game = await played(3);
  setFortify(game.player, 9);
  assert.deepEqual(reported(game), [1, 2, 3]);
  let turnOfNews = 0;
  game.player.subscribe(() => {
    if (game.player.model.news?.key === "web_step.rolled_back") turnOfNews ||= game.player.model.situation!.turn + 1;
  });
  game.server.rollBack(2);
  await game.env.pass(0);
  assert.equal(turnOfNews, 2, "it is said on the page of the turn that it is about");
  assert.equal(game.player.model.situation?.turn, 1);
  assert.equal(game.player.draft.turn, 2);
  assert.deepEqual(reported(game), [1]);
  assert.equal(game.player.model.before, null);
  assert.notEqual(fortify(game.player), 9, "what was in hand was for another turn");
  await game.env.pass(2000);
  assert.equal(game.server.count("saveOrders"), 0, "and is not saved any more");
  assert.ok(game.news.includes("web_step.rolled_back"));
  setFortify(game.player, 5);
  await game.env.pass(1000);
  assert.equal(game.server.last("saveOrders").turn, 2);
  assert.equal(game.player.draft.state, "saved");
});

test("the open turn itself may open anew: what was saved of it is gone", async () => {
  const game = await played(1);
  setFortify(game.player, 5);
  await game.env.pass(1000);
  assert.equal(game.player.draft.state, "saved");
  game.server.rollBack(2);
  await game.env.pass(0);
  assert.equal(game.player.draft.state, "unsaved");
  assert.deepEqual(reported(game), [1]);
});

test("who was away while the world went back sees what is, not what was", async () => {
  const game = await played(3);
  await cutOff(game);
  game.server.branch = 1;
  game.server.turn = 1;
  await comeBack(game);
  assert.equal(game.player.model.situation?.turn, 1);
  assert.deepEqual(reported(game), [1]);

  // and further on than before, on the other course
  const later = await played(2);
  await cutOff(later);
  later.server.branch = 1;
  later.server.turn = 4;
  await comeBack(later);
  assert.deepEqual(reported(later), [4], "turns 1 and 2 may not have been as we knew them");
  const reloaded = await reload(later);
  assert.deepEqual(reported(reloaded), [4]);
});

test("reports of another course that a tab kept are thrown away", async () => {
  const game = await played(2);
  game.server.branch = 1;
  game.server.turn = 2;
  const after = await reload(game);
  assert.deepEqual(reported(after), [2]);
});

test("after the practice turn the game begins, and that is said", async () => {
  const game = await played(1);
  game.server.rollBack(1, NoticeKind.NOTICE_PRACTICE_OVER);
  await game.env.pass(0);
  assert.equal(game.player.draft.turn, 1);
  assert.deepEqual(reported(game), []);
  assert.equal(game.player.model.report, null);
  assert.ok(game.news.includes("web_step.practice_over"));
});

test("an older situation without a roll-back is still passed over", async () => {
  const game = await played(2);
  game.server.turn = 1;
  game.server.tell({ case: "situation", value: game.server.situation() });
  assert.equal(game.player.model.situation?.turn, 2);
});

// ---- the hand of whoever runs it

test("orders on one's behalf are told as what they are", async () => {
  const game = await seated();
  setFortify(game.player, 7);
  notice(game, NoticeKind.NOTICE_ORDERS_ON_BEHALF);
  game.server.saveElsewhere(3);
  await game.env.pass(0);
  assert.equal(fortify(game.player), 3);
  assert.equal(game.news.at(-1), "web_step.on_behalf");
});

test("who is moved comes in again and finds the other seat", async () => {
  const game = await played(2);
  game.player.believe(1, 300);
  game.server.world = new Uint8Array(16).fill(8);
  game.server.seat = 2;
  notice(game, NoticeKind.NOTICE_MOVED);
  await game.env.pass(2000);
  assert.equal(game.player.model.briefing?.seat, 2);
  assert.equal(game.player.model.situation?.world[0], 8);
  assert.deepEqual(game.player.draft.orders.greedy, []);
  assert.ok(game.news.includes("web_step.moved"));
  assert.equal(game.server.persons, 1);
});

test("the same world and another seat is another seat", async () => {
  const game = await seated();
  setFortify(game.player, 9);
  await cutOff(game);
  game.server.seat = 1;
  await comeBack(game);
  assert.equal(game.player.model.seatNumber, 1);
  assert.notEqual(fortify(game.player), 9);
});

test("who is removed is told so, stays out, and the tab keeps nothing", async () => {
  const game = await seated();
  notice(game, NoticeKind.NOTICE_REMOVED);
  assert.equal(game.player.model.link.kind, "removed");
  assert.deepEqual(game.player.kept(), []);
  await game.env.pass(60_000);
  assert.equal(game.server.count("resume"), 0);

  const away = await seated();
  await cutOff(away);
  away.server.refusals.set("resume", refusal(RefusalCode.REFUSAL_REMOVED));
  await comeBack(away);
  assert.equal(away.player.model.link.kind, "removed");
  assert.deepEqual(away.player.kept(), []);
});

test("a nudge is told", async () => {
  const game = await seated();
  notice(game, NoticeKind.NOTICE_NUDGED);
  assert.equal(game.news.at(-1), "web_step.nudged");
});

// ---- the debrief in step

test("feelings and last beliefs go when the world has ended, and where the debrief stands is told", async () => {
  const game = await seated();
  game.server.tell({ case: "worldEnded", value: create(WorldEndedSchema, { world: WORLD, end: 1, turns: 2, withheld: true }) });
  const given = game.player.feel(["fear", "trust"], new Map([[2, 600], [1, 250]]));
  await game.env.pass(0);
  await given;
  const said = game.server.last("stateFeelings");
  assert.deepEqual(said.words, ["fear", "trust"]);
  assert.deepEqual(said.greedy.map(({ state, permille }) => [state, permille]), [[1, 250], [2, 600]]);
  game.server.tell({ case: "debriefStep", value: create(DebriefStepSchema, { card: { state: 0 }, stated: true }) });
  assert.equal(game.player.model.step?.card?.state, 0);
  game.server.tell({ case: "worldEnded", value: create(WorldEndedSchema, { world: WORLD, end: 1, turns: 2 }) });
  assert.equal(game.player.model.ended?.withheld, false);
});

test("words that come too late are refused with why", async () => {
  const game = await seated();
  game.server.refusals.set("stateFeelings", refusal(RefusalCode.REFUSAL_NOT_NOW));
  const refused = assert.rejects(game.player.feel(["late"], new Map()), { code: RefusalCode.REFUSAL_NOT_NOW });
  await game.env.pass(0);
  await refused;
});
