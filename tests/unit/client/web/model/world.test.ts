import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { DebriefPartSchema } from "../../../../../client/web/src/gen/spiral/v1/aids_pb.js";
import { NoticeKind, NoticeSchema } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { BotReason, ClockState, EventSchema, PressSchema, RecordPartSchema, SituationSchema, TurnReportSchema, WorldEndedSchema } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { botNews } from "../../../../../client/web/src/model/news.js";
import { WORLD } from "../fake_server.js";
import { comeBack, cutOff, reload, seated, setFortify, type Game } from "./fake_game.js";

const warned = (game: Game): number => game.news.filter((key) => key === "warning.seconds").length;

test("the clock counts from when it came, and the end is told at 60, 30 and 10 seconds", async () => {
  const game = await seated();
  assert.equal(game.player.secondsLeft(), 90);
  await game.env.pass(29_000);
  assert.equal(game.player.secondsLeft(), 61);
  assert.equal(warned(game), 0);
  await game.env.pass(1_000);
  assert.deepEqual(game.player.model.news?.slots, { seconds: 60 });
  game.env.socket.tell(new Uint8Array(0)); // something is heard
  await game.env.pass(30_000);
  assert.deepEqual(game.player.model.news?.slots, { seconds: 30 });
  await game.env.pass(20_000);
  assert.deepEqual(game.player.model.news?.slots, { seconds: 10 });
  await game.env.pass(60_000);
  assert.equal(game.player.secondsLeft(), 0);
});

test("a pause stops the clock, and says whose words are whose", async () => {
  const game = await seated();
  await game.env.pass(10_000);
  game.server.remaining = 80_000;
  game.server.tell({ case: "clock", value: game.server.clock(ClockState.CLOCK_PAUSED, "<b>fire drill</b>") });
  assert.equal(game.player.model.news?.key, "clock.paused_for");
  assert.equal(game.player.model.news?.slots["reason"], "<b>fire drill</b>");
  await game.env.pass(30_000);
  assert.equal(game.player.secondsLeft(), 80);
  assert.equal(warned(game), 0);
  game.server.tell({ case: "clock", value: game.server.clock() });
  assert.equal(game.player.model.news?.key, "clock.runs");
});

test("without a limit nothing counts down", async () => {
  const game = await seated((server) => {
    server.remaining = null;
  });
  assert.equal(game.player.secondsLeft(), null);
  await game.env.pass(100_000);
  assert.equal(warned(game), 0);
});

test("a page that slept over a warning says how late it is", async () => {
  const game = await seated();
  game.env.time += 85_000; // no timer ran
  await game.env.pass(1);
  assert.deepEqual(game.player.model.news?.slots, { seconds: 5 });
});

test("a turn that closed while one was away is told, with what counted", async () => {
  for (const used of [true, false]) {
    const game = await seated();
    setFortify(game.player, 3);
    await game.env.pass(500);
    await cutOff(game);
    game.server.nextTurn(used);
    await comeBack(game);
    const back = game.news.filter((key) => key.startsWith("back."));
    assert.deepEqual(back, [used ? "back.used" : "back.defaults"]);
  }
});

test("what cannot be of this world is passed over, and a server that contradicts itself is left", async () => {
  const game = await seated();
  game.server.tell({ case: "situation", value: create(SituationSchema, { world: new Uint8Array(16), turn: 9 }) });
  assert.equal(game.player.model.situation?.turn, 0);
  game.server.tell({ case: "situation", value: create(SituationSchema, { world: WORLD, turn: 1, states: [{ alive: 1 }] }) });
  assert.equal(game.player.model.link.kind, "lost");
  await game.env.pass(1000);
  assert.equal(game.player.model.link.kind, "open");
});

test("bytes that are no message end the link, and it comes back", async () => {
  const game = await seated();
  game.env.socket.tell(Uint8Array.from([0xff, 0xff, 0xff]));
  assert.equal(game.player.model.link.kind, "lost");
  await game.env.pass(1000);
  assert.equal(game.player.model.link.kind, "open");
});

test("messages come once, unread until they are read, over a reload too", async () => {
  const game = await seated();
  const press = (number: number): void =>
    game.server.tell({ case: "press", value: create(PressSchema, { world: WORLD, from: 1, everyone: true, text: `<i>${number}</i>`, number: BigInt(number) }) });
  [1, 2, 2, 1, 3].forEach(press);
  assert.deepEqual(game.player.model.press.map((row) => row.text), ["<i>1</i>", "<i>2</i>", "<i>3</i>"]);
  assert.equal(game.player.model.pressSeen, 0);
  game.player.readPress();
  const after = await reload(game);
  assert.equal(after.player.model.pressSeen, 3);
});

test("a message is judged before it goes, and sent once", async () => {
  const game = await seated();
  await assert.rejects(game.player.say(true, [], ""), { sentence: "web_refusal.malformed", item: "text" });
  await assert.rejects(game.player.say(true, [], "ñ".repeat(1001)), { item: "text" });
  await assert.rejects(game.player.say(false, [], "hi"), { item: "to" });
  game.server.silent.add("sendPress");
  const said = game.player.say(false, [2, 1], "hi");
  await cutOff(game);
  game.server.silent.clear();
  await comeBack(game);
  await said;
  assert.deepEqual(game.server.last("sendPress").to, [1, 2]);
});

test("no more messages wait than have room", async () => {
  const game = await seated();
  await cutOff(game);
  const said = Array.from({ length: 12 }, () => game.player.say(true, [], "x").then(() => "sent", () => "refused"));
  await comeBack(game);
  const outcome = await Promise.all(said);
  assert.equal(outcome.filter((what) => what === "sent").length, 8);
});

test("reports are kept over a reload", async () => {
  const game = await seated();
  const events = [create(EventSchema, { kind: "attack", numbers: [0, 1, 0] })];
  game.server.tell({ case: "turnReport", value: create(TurnReportSchema, { world: WORLD, turn: 1, events, yourOrdersUsed: true }) });
  game.server.turn = 2;
  const after = await reload(game);
  assert.deepEqual(after.player.model.reports.map((report) => [report.turn, report.events.length]), [[1, 1], [2, 0]]);
  assert.deepEqual(after.player.model.reports[0]!.events[0]!.numbers, [0, 1, 0]);
});

test("notices are told in the words of the catalogues", async () => {
  const game = await seated();
  const notice = (kind: NoticeKind, ms = 0): string => {
    game.server.tell({ case: "notice", value: create(NoticeSchema, { kind, ms }) });
    return `${game.player.model.news?.key} ${JSON.stringify(game.player.model.news?.slots)}`;
  };
  assert.equal(notice(NoticeKind.NOTICE_EXTENDED, 120_000), 'web_link.extended_minutes {"minutes":2}');
  assert.equal(notice(NoticeKind.NOTICE_SHORTENED, 45_000), 'web_link.shortened_seconds {"seconds":45}');
  assert.equal(notice(NoticeKind.NOTICE_RESTARTED, 37_200), 'notice.restarted {"seconds":38}');
  assert.equal(notice(NoticeKind.NOTICE_BOT_HOLDS_SEAT), "web.bot.words {}", "an older server does not say why");
  assert.equal(game.player.model.situation?.botHoldsSeat, true);
  game.server.tell({ case: "situation", value: { ...game.server.situation(), botHoldsSeat: true, held: true } });
  assert.equal(game.player.model.news?.key, "web.bot.held", "it is told why");
  notice(NoticeKind.NOTICE_SEAT_IS_YOURS);
  assert.equal(game.player.model.situation?.botHoldsSeat, false);
});

test("it is told why a bot plays the seat", async () => {
  const game = await seated();
  const briefing = game.player.model.briefing!;
  briefing.missesAllowed = 2;
  const said = (kind: NoticeKind, botReason = BotReason.UNSPECIFIED): string | undefined => {
    game.server.tell({ case: "notice", value: create(NoticeSchema, { kind, botReason }) });
    return game.player.model.news?.key;
  };
  const seat = (): unknown[] => {
    const { botHoldsSeat, botReason, held } = game.player.model.situation!;
    return [botHoldsSeat, botReason, held];
  };
  assert.equal(said(NoticeKind.NOTICE_BOT_HOLDS_SEAT, BotReason.MISSED), "web.bot.missed");
  assert.deepEqual(game.player.model.news?.slots, { misses: 2 });
  assert.deepEqual(seat(), [true, BotReason.MISSED, false]);
  assert.equal(said(NoticeKind.NOTICE_BOT_HOLDS_SEAT, BotReason.CONTROL), "web.bot.held");
  assert.deepEqual(seat(), [true, BotReason.CONTROL, true], "asking for it is not offered");
  assert.equal(said(NoticeKind.NOTICE_SEAT_IS_YOURS), "notice.seat_is_yours");
  assert.deepEqual(seat(), [false, BotReason.UNSPECIFIED, false]);
});

test("each reason has words of its own", () => {
  const keys = [BotReason.UNSPECIFIED, BotReason.MISSED, BotReason.LEFT, BotReason.CONTROL, BotReason.VACANT].map((reason) => botNews(reason, false, 1).key);
  assert.deepEqual(keys, ["web.bot.words", "web.bot.missed", "web.bot.left", "web.bot.given_back", "web.bot.vacant"]);
  assert.equal(botNews(BotReason.MISSED, false, 0).key, "web.bot.words", "how many is not known");
  assert.equal(botNews(BotReason.MISSED, true, 1).key, "web.bot.held");
  assert.equal(botNews(BotReason.MISSED, false, 1, true).key, "web.bot.returning", "it was asked for already");
  assert.equal(botNews(99 as BotReason, false, 1).key, "web.bot.words", "a later server");
});

test("the end closes the draft; record and debrief come piece by piece", async () => {
  const game = await seated();
  game.server.tell({ case: "worldEnded", value: create(WorldEndedSchema, { world: WORLD, end: 1, turns: 1 }) });
  assert.equal(game.player.draft.turn, 0);
  setFortify(game.player, 2);
  await game.env.pass(1000);
  assert.equal(game.server.count("saveOrders"), 0);

  const pieces = async (kind: "askRecord" | "askDebrief", whole: string): Promise<void> => {
    const bytes = new TextEncoder().encode(whole);
    for (let offset = 0; offset < bytes.length; offset += 7) {
      await game.env.pass(0);
      assert.equal(game.server.last(kind).offset, offset);
      const piece = { world: WORLD, offset, total: bytes.length, text: bytes.slice(offset, offset + 7) };
      const request = BigInt(game.server.said.length - said0);
      game.server.tell(kind === "askRecord" ? { case: "recordPart", value: create(RecordPartSchema, piece) } : { case: "debriefPart", value: create(DebriefPartSchema, piece) }, request);
    }
  };
  game.server.silent.add("askRecord").add("askDebrief");
  const said0 = game.server.said.map((said) => said.case).lastIndexOf("hello");
  const record = game.player.record();
  await pieces("askRecord", "record=1\nworld=…\n");
  assert.equal(await record, "record=1\nworld=…\n");
  const gap = assert.rejects(game.player.record(), { sentence: "web_refusal.senseless" });
  await game.env.pass(0);
  const piece = create(RecordPartSchema, { world: WORLD, offset: 3, total: 9, text: new Uint8Array(6) });
  game.server.tell({ case: "recordPart", value: piece }, BigInt(game.server.said.length - said0));
  await gap;
  const debrief = game.player.debrief(true);
  await pieces("askDebrief", '{"headline":"¿Y?","states":[],"cards":[{"name":"D0","title":"t","question":"q","parts":[[]]}]}');
  assert.equal((await debrief).headline, "¿Y?");
  assert.equal(game.server.last("askDebrief").own, true);
  const spoiled = assert.rejects(game.player.debrief(false), { sentence: "web_refusal.senseless" });
  await pieces("askDebrief", '{"headline":1}');
  await spoiled;
});

test("the screen stays on while a turn is open and somebody looks", async () => {
  const game = await seated();
  let held = 0;
  game.env.wakeLock = async () => {
    held++;
    return { release: async () => void held-- };
  };
  game.server.tell({ case: "clock", value: game.server.clock() });
  await game.env.pass(0);
  assert.equal(held, 1);
  game.env.look(false);
  held = 0; // the browser takes it
  game.env.look(true);
  await game.env.pass(0);
  assert.equal(held, 1);
  game.server.tell({ case: "clock", value: game.server.clock(ClockState.CLOCK_ENDED) });
  await game.env.pass(0);
  assert.equal(held, 0);
  game.env.wakeLock = () => Promise.reject(new Error("low battery"));
  game.server.tell({ case: "clock", value: game.server.clock() });
  await game.env.pass(0);
});
