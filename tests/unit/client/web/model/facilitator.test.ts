import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ActKind, ExerciseStateSchema } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { NoticeKind, NoticeSchema, RefusalCode } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import * as acts from "../../../../../client/web/src/model/facilitator_acts.js";
import { hex } from "../../../../../client/web/src/wire/ids.js";
import { FakeEnv } from "../fake_env.js";
import { exercise } from "../fake_exercise.js";
import { refusal } from "../fake_server.js";
import { KEY, Stage } from "./fake_desk.js";

test("the key opens the exercise, and stands in this tab's store alone", async () => {
  const stage = new Stage();
  await stage.enter();
  const { model } = stage.facilitator;
  assert.equal(model.link.kind, "open");
  assert.equal(model.me?.name, "Dr R");
  assert.equal(model.exercise?.worlds.length, 2);
  assert.match(stage.env.sessionStore!.getItem("spiral.facilitate")!, /WXYZ/);
  assert.equal(stage.env.localStore!.rows.size, 0);
});

test("a wrong key is refused, and kept nowhere", async () => {
  const stage = new Stage();
  const entered = assert.rejects(stage.facilitator.enter("K7QX2M", "WRONG"), { code: RefusalCode.REFUSAL_UNKNOWN_PERSON });
  await stage.env.pass(0);
  await entered;
  assert.equal(stage.facilitator.model.link.kind, "refused");
  assert.equal(stage.env.sessionStore!.rows.size, 0);
  assert.equal(stage.facilitator.resume(""), false);
});

test("a reload of the tab comes back by itself, and not after it was forgotten", async () => {
  const stage = new Stage();
  await stage.enter();
  const later = new Stage(stage.env.reloaded());
  assert.equal(later.facilitator.resume("OTHER1"), false, "another exercise's");
  assert.equal(later.facilitator.resume("K7QX2M"), true);
  await later.env.pass(0);
  assert.equal(later.facilitator.model.me?.facilitator, 1);
  later.facilitator.forget();
  assert.equal(later.facilitator.model.exercise, null);
  assert.equal(new Stage(later.env.reloaded()).facilitator.resume("K7QX2M"), false);
});

test("a key that was taken away meanwhile is not tried for ever", async () => {
  const env = new FakeEnv();
  env.sessionStore!.setItem("spiral.facilitate", JSON.stringify({ code: "K7QX2M", key: "OLD" }));
  const stage = new Stage(env);
  assert.equal(stage.facilitator.resume(""), true);
  await stage.env.pass(60_000);
  assert.deepEqual(stage.keys, ["OLD"]);
  assert.equal(stage.facilitator.model.link.kind, "refused");
  assert.equal(env.sessionStore!.rows.size, 0);
});

test("each act has an id of its own and is answered by how it stands", async () => {
  const stage = new Stage();
  await stage.enter();
  stage.state = exercise({ undo: 3 });
  const done = stage.facilitator.act(acts.pause(1, "fire drill"));
  await stage.env.pass(0);
  assert.deepEqual(await done, { already: false, newKey: "" });
  assert.equal(stage.facilitator.model.exercise?.undo, 3);
  void stage.facilitator.act(acts.resume(1));
  await stage.env.pass(0);
  const [first, second] = stage.heard;
  assert.equal(first?.act, ActKind.ACT_PAUSE);
  assert.equal(first?.commandId.length, 16);
  assert.notEqual(hex(first!.commandId), hex(second!.commandId));
});

test("an act under way when the link is lost is sent again with its id, and done once", async () => {
  const stage = new Stage();
  await stage.enter();
  stage.silent = true;
  const done = stage.facilitator.act(acts.extend(stage.state, 0, 60));
  await stage.env.pass(0);
  stage.env.socket.cut();
  assert.equal(stage.facilitator.model.link.kind, "lost");
  stage.silent = false;
  await stage.env.pass(2000);
  assert.equal((await done).already, true);
  assert.equal(stage.heard.length, 2);
  assert.equal(stage.done.size, 1);
});

test("what is pressed without a link is refused at once, and never done later", async () => {
  const stage = new Stage();
  await stage.enter();
  stage.env.socket.cut();
  await assert.rejects(stage.facilitator.act(acts.resolve(stage.state, null)), { sentence: "web_refusal.not_connected" });
  await stage.env.pass(2000);
  assert.equal(stage.facilitator.model.link.kind, "open");
  assert.equal(stage.heard.length, 0);
});

test("a refusal is the act's, and the page stays inside", async () => {
  const stage = new Stage();
  await stage.enter();
  stage.refuses = refusal(RefusalCode.REFUSAL_NO_RIGHT, { item: "world B" });
  const refused = assert.rejects(stage.facilitator.act(acts.pause(1, "")), { item: "world B" });
  await stage.env.pass(0);
  await refused;
  assert.equal(stage.facilitator.model.link.kind, "open");
});

test("a busy server is asked again with the same id", async () => {
  const stage = new Stage();
  await stage.enter();
  stage.busyOnce = true;
  const done = stage.facilitator.act(acts.nudge(0, 1));
  await stage.env.pass(2000);
  await done;
  assert.equal(stage.heard.length, 2);
  assert.equal(stage.done.size, 1);
});

test("every change comes unasked; what is another exercise's is passed over", async () => {
  const stage = new Stage();
  await stage.enter();
  await stage.env.pass(500);
  stage.tell({ case: "exerciseState", value: exercise({ persons: 5 }) });
  assert.equal(stage.facilitator.model.exercise?.persons, 5);
  assert.equal(stage.facilitator.model.exerciseAt, stage.env.time);
  stage.tell({ case: "exerciseState", value: create(ExerciseStateSchema, { exercise: new Uint8Array(16), persons: 9 }) });
  assert.equal(stage.facilitator.model.exercise?.persons, 5);
});

test("a new question is said with its words, an old one is not", async () => {
  const stage = new Stage();
  stage.state = exercise({ questions: [{ number: 1, world: 0, seat: 0, text: "Old?" }] });
  await stage.enter();
  const said = (): object | undefined => stage.facilitator.model.news?.slots;
  assert.equal(said(), undefined);
  const asked = [{ number: 1, world: 0, seat: 0, text: "Old?" }, { number: 2, world: 1, seat: 2, text: "New?" }];
  stage.tell({ case: "exerciseState", value: exercise({ questions: asked }) });
  assert.deepEqual(said(), { world: "B", state: "Corvo", text: "New?" });
  stage.tell({ case: "exerciseState", value: exercise({ questions: [...asked, { number: 3, text: "a" }, { number: 4, text: "b" }] }) });
  assert.deepEqual(said(), { count: 2 });
});

test("who was taken out while here stands at the door, and the key is gone", async () => {
  const stage = new Stage();
  await stage.enter();
  stage.tell({ case: "notice", value: create(NoticeSchema, { kind: NoticeKind.NOTICE_REMOVED }) });
  assert.equal(stage.facilitator.model.link.kind, "refused");
  assert.equal(stage.facilitator.model.exercise, null);
  assert.equal(stage.env.sessionStore!.rows.size, 0);
  await stage.env.pass(10_000);
  assert.equal(stage.keys.length, 1, "and is not tried again");
});

test("after a lost link it comes in by the same key and shows what stands", async () => {
  const stage = new Stage();
  await stage.enter();
  stage.env.socket.cut();
  assert.equal(stage.facilitator.model.exercise?.worlds.length, 2, "what was seen stays");
  stage.state = exercise({ persons: 4 });
  await stage.env.pass(2000);
  assert.deepEqual(stage.keys, [KEY, KEY]);
  assert.equal(stage.facilitator.model.exercise?.persons, 4);
  assert.equal(stage.facilitator.model.news?.key, "webfac.news.back");
});
