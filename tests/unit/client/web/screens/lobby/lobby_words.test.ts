import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { BriefingSchema, ClockSchema, ClockState } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { botWords, hereOf, lobbyWords } from "../../../../../../client/web/src/screens/lobby/lobby_words.js";
import { fakeWords } from "../../fake_words.js";

const words = fakeWords();
const briefing = create(BriefingSchema, { seat: 1, worldName: "B", scenario: { states: [{ name: "Aldan" }, { name: "Brava" }] } });
const lobby = (told: object) => create(ClockSchema, { state: ClockState.CLOCK_LOBBY, persons: 17, ...told });

test("an exercise that is started by hand says so, with world, state and who is here", () => {
  const told = lobbyWords(words, briefing, lobby({ startByHand: true, places: 24 }));
  assert.match(told, /web_step.lobby.world \{"world":"B","state":"Brava"\} .*"persons":17,"places":24.* web_step.lobby.by_hand/);
  assert.match(lobbyWords(words, create(BriefingSchema, { scenario: { states: [{ name: "Aldan" }] } }), lobby({ startByHand: true })), /^web_step.lobby.in/);
});

test("one that starts by itself waits for so many, or for a while", () => {
  assert.match(lobbyWords(words, briefing, lobby({ personsNeeded: 20 })), /^status.lobby /);
  assert.equal(lobbyWords(words, briefing, lobby({})), "status.lobby_open");
  assert.deepEqual(hereOf(lobby({ startByHand: true, places: 24, personsNeeded: 3 })), { here: 17, of: 24 });
});

test("bots are told of as far as the exercise tells of them", () => {
  assert.match(botWords(words, briefing, lobby({ bots: [0, 9], seatsBot: 1 })), /web_step.bots.which .*Aldan/);
  assert.match(botWords(words, briefing, lobby({ seatsBot: 2 })), /web_step.bots.count .*"bots":2,"states":2/);
  assert.equal(botWords(words, briefing, lobby({})), "");
});
