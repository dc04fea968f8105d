import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { PartVerdictSchema, RefusalCode } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { hex } from "../../../../../client/web/src/wire/ids.js";
import { refusal } from "../fake_server.js";
import { comeBack, cutOff, fortify, reload, seated, setFortify } from "./fake_game.js";

test("a draft begins with what is usual, and civil takes what the other lines leave", async () => {
  const { player } = await seated();
  assert.equal(player.draft.state, "unsaved");
  assert.equal(fortify(player), 4);
  assert.deepEqual(player.draft.orders.answers.map((row) => [row.state, row.answer]), [[2, 2]]);
  setFortify(player, 3);
  assert.equal(player.draft.orders.budget!.civil, 7);
  player.change((orders) => {
    orders.mobilise = true;
  });
  assert.equal(player.draft.available, 8);
  assert.equal(player.draft.orders.budget!.civil, 5);
});

test("changes are saved half a second after the last one", async () => {
  const { player, env, server } = await seated();
  setFortify(player, 3);
  await env.pass(400);
  setFortify(player, 2);
  await env.pass(499);
  assert.equal(server.count("saveOrders"), 0);
  await env.pass(1);
  assert.equal(server.count("saveOrders"), 1);
  assert.equal(server.saved?.budget?.fortify, 2);
  assert.equal(player.draft.state, "saved");
  assert.equal(player.draft.savedAt?.getTime(), env.date().getTime());
  assert.equal(player.model.situation?.saved?.revision, 1);
});

test("a lost answer: the same command goes again, and counts once", async () => {
  const game = await seated();
  game.server.silent.add("saveOrders");
  setFortify(game.player, 3);
  await game.env.pass(500);
  assert.equal(game.player.draft.state, "sending");
  await cutOff(game);
  game.server.silent.clear();
  await comeBack(game);
  const ids = game.server.said.flatMap((said) => (said.case === "saveOrders" ? [hex(said.value.commandId)] : []));
  assert.deepEqual(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  assert.equal(game.server.revision, 1);
  assert.equal(game.player.draft.state, "saved");
  assert.ok(game.news.includes("link.lost") && game.news.includes("back.same"));
});

test("what is taken back while it is sent is saved as it was", async () => {
  const game = await seated();
  setFortify(game.player, 3);
  await game.env.pass(500);
  game.server.silent.add("saveOrders");
  setFortify(game.player, 2);
  await game.env.pass(500);
  game.player.undo();
  assert.equal(fortify(game.player), 3);
  assert.equal(game.player.draft.state, "changed");
  await game.env.pass(500);
  await cutOff(game);
  game.server.silent.clear();
  await comeBack(game);
  await game.env.pass(1000);
  assert.equal(fortify(game.player), 3);
  assert.equal(game.server.saved?.budget?.fortify, 3);
  assert.equal(game.player.draft.state, "saved");
});

test("answers that come twice are heard once", async () => {
  const { player, env, server } = await seated((server) => {
    server.twice = true;
  });
  setFortify(player, 3);
  await env.pass(500);
  setFortify(player, 2);
  await env.pass(500);
  assert.equal(player.draft.state, "saved");
  assert.equal(server.revision, 2);
  assert.equal(server.count("join"), 1, "nor is anything said twice because of them");
});

test("an older answer that comes late does not undo newer orders", async () => {
  const game = await seated();
  game.server.silent.add("saveOrders");
  setFortify(game.player, 3);
  await game.env.pass(500);
  await cutOff(game);
  game.server.saveElsewhere(1); // on top of ours, which was stored
  game.server.silent.clear();
  await comeBack(game);
  assert.equal(fortify(game.player), 1);
  assert.equal(game.player.draft.state, "saved");
  setFortify(game.player, 2);
  await game.env.pass(500);
  assert.equal(game.server.saved?.budget?.fortify, 2, "and saving goes on from there");
});

test("stale revision: the newer orders are shown, told, and undo brings one's own back", async () => {
  const { player, env, server, news } = await seated();
  setFortify(player, 3);
  await env.pass(500);
  setFortify(player, 2);
  server.saveElsewhere(1);
  assert.equal(fortify(player), 1);
  assert.deepEqual(news.filter((key) => key === "web_link.saved_elsewhere").length, 1);
  await env.pass(2000);
  assert.equal(server.saved?.budget?.fortify, 1, "nobody is overwritten unseen");
  player.undo();
  assert.equal(fortify(player), 2);
  await env.pass(500);
  assert.equal(server.saved?.budget?.fortify, 2);
  assert.equal(player.draft.state, "saved");
});

test("stale revision told by a refusal, before the situation", async () => {
  const { player, env, server, news } = await seated();
  server.revision = 5; // saved elsewhere; the situation is still on its way
  setFortify(player, 3);
  await env.pass(500);
  assert.equal(player.draft.state, "unsaved");
  assert.ok(news.includes("web_link.saved_elsewhere"));
  server.revision = 4;
  server.saveElsewhere(1);
  assert.equal(fortify(player), 1);
  player.undo();
  await env.pass(500);
  assert.equal(server.saved?.budget?.fortify, 3);
});

test("what waited to be sent does not overwrite orders from elsewhere", async () => {
  const game = await seated();
  game.server.silent.add("saveOrders");
  setFortify(game.player, 3);
  await game.env.pass(500);
  setFortify(game.player, 2);
  await game.env.pass(500); // waits behind the first
  game.server.saveElsewhere(1);
  await cutOff(game);
  game.server.silent.clear();
  await comeBack(game);
  await game.env.pass(1000);
  assert.equal(game.server.saved?.budget?.fortify, 1);
  assert.equal(fortify(game.player), 1);
});

test("after a refusal for a stale revision a new change rests on the newest", async () => {
  const { player, env, server } = await seated();
  server.revision = 5;
  setFortify(player, 3);
  await env.pass(500);
  setFortify(player, 2);
  await env.pass(500);
  assert.equal(server.saved?.budget?.fortify, 2);
  assert.equal(server.revision, 6);
});

test("a reload within the half second loses nothing", async () => {
  const game = await seated();
  setFortify(game.player, 1);
  await game.env.pass(100);
  const after = await reload(game);
  assert.equal(fortify(after.player), 1);
  await after.env.pass(500);
  assert.equal(after.server.saved?.budget?.fortify, 1);
  assert.equal(after.player.draft.state, "saved");
});

test("a reload after saved orders keeps a change on top of them, and orders from elsewhere win over it", async () => {
  const game = await seated();
  setFortify(game.player, 3);
  await game.env.pass(500);
  setFortify(game.player, 2);
  const after = await reload(game);
  assert.equal(fortify(after.player), 2);
  await after.env.pass(500);
  assert.equal(after.server.saved?.budget?.fortify, 2);
  setFortify(after.player, 0);
  after.server.deaf = true;
  after.server.saveElsewhere(4);
  after.server.deaf = false;
  const third = await reload(after);
  assert.equal(fortify(third.player), 4);
  await third.env.pass(1000);
  assert.equal(third.server.saved?.budget?.fortify, 4);
});

test("a draft of a turn that is over does not come back", async () => {
  const game = await seated();
  setFortify(game.player, 1);
  game.server.turn = 1;
  const after = await reload(game);
  assert.equal(after.player.draft.turn, 2);
  assert.equal(fortify(after.player), 4);
});

test("what is known not to be allowed is said at once and not sent", async () => {
  const { player, env, server } = await seated();
  player.change((orders) => {
    orders.attack = { $typeName: "spiral.v1.Target", state: 1 };
  });
  assert.deepEqual(player.draft.parts.map((row) => [row.part, row.verdict]), [["attack", "grace"]]);
  assert.equal(player.draft.state, "refused");
  await env.pass(1000);
  assert.equal(server.count("saveOrders"), 0);
  player.setReady(true);
  await env.pass(0);
  assert.equal(server.count("setReady"), 0);
  player.undo();
  setFortify(player, 11);
  assert.deepEqual(player.draft.parts.map((row) => row.verdict), ["wrong sum"]);
});

test("what the server does not allow is shown, and the orders saved before still count", async () => {
  const { player, env, server } = await seated();
  setFortify(player, 3);
  await env.pass(500);
  server.refusals.set("saveOrders", refusal(RefusalCode.REFUSAL_ILLEGAL_ORDERS, { parts: [create(PartVerdictSchema, { part: "focus", verdict: "module off" })] }));
  setFortify(player, 2);
  await env.pass(500);
  assert.equal(player.draft.state, "refused");
  assert.equal(player.draft.parts[0]?.part, "focus");
  assert.equal(player.model.situation?.saved?.orders?.budget?.fortify, 3);
  await env.pass(5000);
  assert.equal(server.count("saveOrders"), 2, "the same is not tried again by itself");
  server.refusals.clear();
  setFortify(player, 1);
  assert.equal(player.draft.parts.length, 0);
  await env.pass(500);
  assert.equal(player.draft.state, "saved");
});

test("undo goes back 32 steps, clear to how the turn began", async () => {
  const { player } = await seated();
  for (let x = 0; x < 40; x++) setFortify(player, x % 2 === 0 ? 1 : 2);
  let steps = 0;
  for (; player.draft.canUndo; steps++) player.undo();
  assert.equal(steps, 32);
  player.clear();
  assert.equal(fortify(player), 4);
});

test("ready saves what is in hand first, and goes when that is answered", async () => {
  const { player, env, server } = await seated();
  player.setReady(true);
  await env.pass(0);
  const order = server.said.map((said) => said.case).filter((kind) => kind === "saveOrders" || kind === "setReady");
  assert.deepEqual(order, ["saveOrders", "setReady"]);
  assert.equal(player.draft.ready, true);
  player.setReady(false);
  await env.pass(0);
  assert.equal(player.draft.ready, false);
  server.silent.add("saveOrders");
  setFortify(player, 1);
  player.setReady(true);
  await env.pass(1000);
  assert.equal(server.count("setReady"), 2, "not before the orders are answered");
});

test("busy is waited for, as long as it was told", async () => {
  const { player, env, server } = await seated();
  server.refusals.set("saveOrders", refusal(RefusalCode.REFUSAL_BUSY, { more: { case: "busy", value: { $typeName: "spiral.v1.Busy", retryAfterMs: 2000 } } }));
  setFortify(player, 3);
  await env.pass(500);
  server.refusals.clear();
  await env.pass(1900);
  assert.equal(server.count("saveOrders"), 1);
  await env.pass(1000);
  assert.equal(player.draft.state, "saved");
});

test("a new turn begins a new draft and drops what was meant for the old one", async () => {
  const { player, env, server } = await seated();
  setFortify(player, 3);
  server.nextTurn();
  await env.pass(1000);
  assert.equal(server.count("saveOrders"), 0);
  assert.equal(player.draft.turn, 2);
  assert.equal(player.draft.canUndo, false);
  assert.equal(player.model.before?.turn, 0);
  assert.deepEqual(player.model.reports.map((report) => report.turn), [1]);
});

test("beliefs are saved with the orders and kept for the next turn, over a reload too", async () => {
  const game = await seated();
  game.player.believe(1, 700);
  game.player.believe(2, 250);
  await game.env.pass(500);
  assert.deepEqual(game.server.saved?.greedy.map((row) => [row.state, row.permille]), [[1, 700], [2, 250]]);
  assert.equal(game.player.canKeepBeliefs(), false);
  game.server.nextTurn();
  await game.env.pass(0);
  const after = await reload(game);
  assert.equal(after.player.canKeepBeliefs(), true);
  after.player.keepBeliefs();
  assert.equal(after.player.draft.orders.greedy.length, 2);
  after.player.believe(1, null);
  await after.env.pass(500);
  assert.deepEqual(after.server.saved?.greedy.map((row) => row.state), [2]);
});

test("other beliefs are stated half a second later, and before ready", async () => {
  const { player, env, server } = await seated();
  player.state((stated) => {
    stated.attackNext.set(1, 600);
    stated.balance = 120;
  });
  player.setReady(true);
  await env.pass(0);
  assert.equal(server.last("stateBeliefs").attackNext[0]?.permille, 600);
  assert.equal(server.last("stateBeliefs").perceivedBalance?.percent, 120);
  assert.ok(server.said.findIndex((said) => said.case === "stateBeliefs") < server.said.findIndex((said) => said.case === "setReady"));
});

test("the same question is asked once", async () => {
  const { player, env, server } = await seated();
  const asked = server.count("consider");
  void player.consider("figures", "margins");
  void player.consider("margins", "figures");
  await env.pass(0);
  assert.equal(server.count("consider"), asked + 1);
  setFortify(player, 1);
  void player.consider("margins", "figures");
  await env.pass(0);
  assert.equal(server.count("consider"), asked + 2);
});

test("a question survives a lost link", async () => {
  const game = await seated();
  game.server.silent.add("consider");
  const answer = game.player.consider("looks");
  await cutOff(game);
  game.server.silent.clear();
  await comeBack(game);
  assert.equal((await answer).turn, 1);
});
