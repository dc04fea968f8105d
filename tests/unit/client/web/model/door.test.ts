import assert from "node:assert/strict";
import { test } from "node:test";
import { JoinedSchema, NoticeKind, NoticeSchema, RefusalCode, RefusalSchema } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { create } from "@bufbuild/protobuf";
import { Consent } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { Keep } from "../../../../../client/web/src/model/keep.js";
import { keepReports } from "../../../../../client/web/src/model/log.js";
import { hex } from "../../../../../client/web/src/wire/ids.js";
import { refusal } from "../fake_server.js";
import { atTheDoor, comeBack, cutOff, reload, seated } from "./fake_game.js";

test("a page that is only loaded takes no seat", async () => {
  const game = atTheDoor();
  assert.equal(game.player.resume(), false);
  assert.equal(game.player.resume("K7QX2M"), false);
  await game.env.pass(60_000);
  assert.equal(game.env.sockets.length, 0);
  assert.equal(game.server.said.length, 0);
});

test("one press takes a seat, and the model stands", async () => {
  const { player, server } = await seated();
  assert.equal(server.last("hello").language, "en");
  assert.deepEqual([server.last("join").code, server.last("join").name], ["K7QX2M", "Ana"]);
  assert.equal(player.model.link.kind, "open");
  assert.equal(player.model.seat?.seatCode, "ABCDE-FGHJK");
  assert.equal(player.model.situation?.income, 10);
  assert.equal(player.draft.turn, 1);
  assert.equal(hex(player.model.commitment!), "09".repeat(32));
  assert.notEqual(player.model.fresh, "", "so that the role card is shown");
});

test("a seat that is forgotten leaves nothing of it in the tab", async () => {
  const { env, player } = await seated();
  player.believe(1, 400);
  keepReports(new Keep(() => env.session(), () => undefined), "00".repeat(16), 0, []);
  const kept = (): (string | null)[] => ["spiral.draft", "spiral.reports"].map((key) => env.sessionStore!.getItem(key));
  assert.ok(kept().every((text) => text !== null));
  player.forget();
  assert.deepEqual(kept(), [null, null]);
  await env.pass(60_000);
  assert.deepEqual(kept(), [null, null]);
  assert.deepEqual(player.kept(), []);
});

test("a join whose answer was lost gives the same seat, also after a reload", async () => {
  const game = atTheDoor();
  game.server.silent.add("join");
  void game.player.join("k7q x2m", { name: "Ana" }).catch(() => undefined);
  await game.env.pass(0);
  await cutOff(game);
  game.server.silent.clear();
  await comeBack(game);
  assert.equal(game.player.model.link.kind, "open");
  assert.equal(game.server.persons, 1);

  const lost = atTheDoor();
  lost.server.silent.add("join");
  void lost.player.join("K7QX2M", { name: "Ana" }).catch(() => undefined);
  await lost.env.pass(0);
  lost.server.silent.clear();
  const again = await reload(lost);
  void again.player.join("K7QX2M", { name: " ana " });
  await again.env.pass(0);
  assert.equal(lost.server.persons, 1);
  assert.equal(again.player.model.link.kind, "open");
});

test("the same name on the same device comes back; another name is another person", async () => {
  const game = await seated();
  const same = await reload(game);
  assert.equal(same.server.count("join"), 1);
  assert.equal(same.server.count("resume"), 1);
  assert.equal(same.player.model.fresh, "", "who comes back knows it");
  void same.player.join("k7qx2m", { name: "Ana" });
  await same.env.pass(0);
  assert.equal(same.server.persons, 1);
  void same.player.join("k7qx2m", { name: "Berta" });
  await same.env.pass(0);
  assert.equal(same.server.persons, 2);
});

test("secrets stay out of what screens see", async () => {
  const { player, env } = await seated();
  const kept = JSON.parse(env.localStore!.getItem("spiral.seats")!) as { token: string; person: string }[];
  const seen = JSON.stringify([player.model, player.draft, player.kept()], (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value));
  assert.ok(kept[0]!.token.length === 32 && !seen.includes(kept[0]!.token));
  assert.equal(env.localStore!.getItem("spiral.joining"), null, "the secret has done its work");
});

test("refusals at the door come to who asked", async () => {
  const game = atTheDoor();
  game.server.refusals.set("join", refusal(RefusalCode.REFUSAL_UNKNOWN_CODE));
  const told = assert.rejects(game.player.join("AAAAAA", { name: "Ana" }), { code: RefusalCode.REFUSAL_UNKNOWN_CODE });
  await game.env.pass(0);
  await told;
  assert.equal(game.player.model.link.kind, "refused");
  await game.env.pass(60_000);
  assert.equal(game.server.count("join"), 1, "it is not tried again by itself");
});

test("busy at the door is told to who pressed, and waited for by who comes back", async () => {
  const busy = refusal(RefusalCode.REFUSAL_BUSY, { more: { case: "busy", value: { $typeName: "spiral.v1.Busy", retryAfterMs: 3000 } } });
  const game = await seated();
  await cutOff(game);
  game.server.refusals.set("resume", busy);
  await comeBack(game);
  assert.equal(game.player.model.link.kind, "lost");
  const asked = game.server.count("resume");
  await game.env.pass(2500);
  assert.equal(game.server.count("resume"), asked, "not before its time");
  game.server.refusals.clear();
  await game.env.pass(2500);
  assert.equal(game.player.model.link.kind, "open");
});

test("a seat that is worth nothing any more is forgotten, and nobody joins by themselves", async () => {
  const game = await seated();
  game.server.refusals.set("resume", refusal(RefusalCode.REFUSAL_UNKNOWN_PERSON, { item: "token_expired", sentence: "refusal.token_expired" }));
  const after = await reload(game);
  assert.equal(after.player.model.link.kind, "gone");
  assert.deepEqual(after.player.kept(), []);
  await after.env.pass(30_000);
  assert.equal(after.server.count("join"), 1);
});

test("a second tab is live, the first says so and can take back", async () => {
  const game = await seated();
  game.server.tell({ case: "notice", value: create(NoticeSchema, { kind: NoticeKind.NOTICE_SUPERSEDED }) });
  assert.equal(game.player.model.link.kind, "superseded");
  game.env.look(true);
  await game.env.pass(60_000);
  assert.equal(game.server.count("resume"), 0, "two tabs do not fight");
  game.player.takeBack();
  await game.env.pass(0);
  assert.equal(game.player.model.link.kind, "open");
});

test("a seat moves here by its code", async () => {
  const game = atTheDoor();
  const moved = game.player.move("K7QX2M", "abcde-fghjk");
  await game.env.pass(0);
  await moved;
  assert.equal(game.player.model.seat?.seatCode, "ABCDE-FGHJK");
  const after = await reload(game);
  assert.equal(after.player.model.link.kind, "open");
});

test("by a printed card somebody new says what whoever joins does, and the same again", async () => {
  const game = atTheDoor();
  game.server.refusals.set("move", refusal(RefusalCode.REFUSAL_CONSENT_NEEDED));
  const asked = game.player.move("K7QX2M", "abcde-fghjk", { name: " Ana " });
  const said = assert.rejects(asked);
  await game.env.pass(0);
  await said;
  const first = game.server.last("move");
  game.server.refusals.clear();
  const moved = game.player.move("K7QX2M", "abcde-fghjk", { name: "Ana", consent: Consent.YES });
  await game.env.pass(0);
  await moved;
  const second = game.server.last("move");
  assert.deepEqual([first.name, first.consent, second.consent], ["Ana", Consent.UNSPECIFIED, Consent.YES]);
  assert.deepEqual(first.secret, second.secret);
  assert.equal(second.secret.length, 16);
});

test("a place that was given on brings back to the door with the reason, not as if one had been taken out", async () => {
  const game = await seated();
  const left = game.player.leave();
  await game.env.pass(0);
  await left;
  const after = await reload(game);
  after.server.refusals.set("resume", create(RefusalSchema, { code: RefusalCode.REFUSAL_REMOVED, item: "place", sentence: "refusal.place_given" }));
  assert.equal(after.player.resume("K7QX2M"), true);
  await after.env.pass(0);
  assert.equal(after.player.model.link.kind, "gone");
  assert.equal(after.player.kept().length, 0);
});

test("who left is not brought back by loading the page, but by asking", async () => {
  const game = await seated();
  const left = game.player.leave();
  await game.env.pass(0);
  await left;
  assert.equal(game.player.model.link.kind, "left");
  const after = await reload(game);
  assert.equal(after.server.count("resume"), 0);
  assert.equal(after.player.kept().length, 1);
  assert.equal(after.player.resume("K7QX2M"), true);
  await after.env.pass(0);
  assert.equal(after.player.model.link.kind, "open");
});

test("a browser that keeps nothing still plays, and the person is told once", async () => {
  for (const spoil of ["full", "missing", "forbidden"]) {
    const game = atTheDoor();
    if (spoil === "full") game.env.localStore!.full = game.env.sessionStore!.full = true;
    if (spoil === "missing") game.env.localStore = game.env.sessionStore = null;
    if (spoil === "forbidden") {
      game.env.local = game.env.session = () => {
        throw new DOMException("no", "SecurityError");
      };
    }
    void game.player.join("K7QX2M", { name: "Ana" });
    await game.env.pass(0);
    assert.equal(game.player.model.link.kind, "open", spoil);
    assert.equal(game.player.kept().length, 1, "for as long as the page is open");
    assert.deepEqual(game.news.filter((key) => key === "web_link.not_kept"), ["web_link.not_kept"], spoil);
    await cutOff(game);
    await comeBack(game);
    assert.equal(game.server.persons, 1, spoil);
    assert.equal(game.player.model.link.kind, "open", spoil);
  }
});

test("stores that hold nonsense are as good as empty", async () => {
  const game = atTheDoor();
  for (const nonsense of ["{", "[1,null,{\"code\":1}]", "\"x\"", "null"]) {
    game.env.localStore!.setItem("spiral.seats", nonsense);
    assert.equal(game.player.resume(), false);
    assert.deepEqual(game.player.kept(), []);
  }
});

test("a newer request at the door ends the older one", async () => {
  const game = atTheDoor();
  game.server.silent.add("join");
  const first = assert.rejects(game.player.join("AAAAAA", { name: "Ana" }), { sentence: "web_refusal.given_up" });
  await game.env.pass(0);
  game.server.silent.clear();
  void game.player.join("BBBBBB", { name: "Ana" });
  await first;
  await game.env.pass(0);
  assert.equal(game.player.model.seat?.code, "BBBBBB");
});

test("hostile names stay text", async () => {
  const game = await seated();
  const name = "<img src=x onerror=alert(1)>{turn}";
  game.server.tell({ case: "joined", value: create(JoinedSchema, { name }) }); // unasked: passed over
  assert.equal(game.player.model.seat?.name, "Ana");
  const other = atTheDoor();
  void other.player.join("K7QX2M", { name: name });
  await other.env.pass(0);
  assert.equal(other.server.last("join").name, name);
});
