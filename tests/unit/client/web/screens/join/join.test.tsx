import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Consent, ExerciseInfoSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { RefusalCode } from "../../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import type { Entry, Player } from "../../../../../../client/web/src/model/api.js";
import { emptyModel } from "../../../../../../client/web/src/model/inbox.js";
import { PlayerContext, SettingsContext } from "../../../../../../client/web/src/parts/context.js";
import { JoinScreen } from "../../../../../../client/web/src/screens/join/join.js";
import { draw, drawn, type FakeElement } from "../../fake_dom.js";
import { refusal } from "../../fake_server.js";
import { fakeWords } from "../../fake_words.js";

type Info = MessageInitShape<typeof ExerciseInfoSchema>;

/** As much of a player as the door asks; timers run when the test says so. */
class Door {
  info: Info = {};
  guests = new Set<string>();
  joined: Entry[] = [];
  moved: [string, Entry | undefined][] = []; // by which seat code
  looks = 0;
  refusals: unknown[] = []; // of the next joins
  timers: (() => void)[] = [];
  root!: FakeElement;

  player(): Player {
    const asked = {
      model: emptyModel(),
      subscribe: () => () => undefined,
      kept: () => [],
      isGuest: (code: string) => this.guests.has(code),
      bring: (code: string) => this.guests.add(code),
      look: (code: string) => {
        this.looks++;
        return Promise.resolve(create(ExerciseInfoSchema, { ...this.info, code }));
      },
      join: (_: string, entry: Entry) => {
        this.joined.push(entry);
        const cause = this.refusals.shift();
        return cause === undefined ? new Promise<void>(() => undefined) : Promise.reject(cause);
      },
      move: (_: string, seatCode: string, entry?: Entry) => {
        this.moved.push([seatCode, entry]);
        const cause = this.refusals.shift();
        return cause === undefined ? new Promise<void>(() => undefined) : Promise.reject(cause);
      },
    };
    return asked as unknown as Player;
  }

  async type(part: string, text: string): Promise<void> {
    this.root.part(part).one("input").write(text);
    await drawn();
  }

  async submit(): Promise<void> {
    this.root.one("form").fire("submit");
    await drawn();
  }

  async press(part: string): Promise<void> {
    this.root.part(part).press();
    await drawn();
  }

  /** What waits for its time, now. */
  async pass(): Promise<void> {
    for (const run of this.timers.splice(0)) run();
    await drawn();
  }
}

async function atDoor(info: Info, run: (door: Door) => Promise<void>, code = "K7QX2M"): Promise<void> {
  const door = new Door();
  door.info = info;
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  const [later, never] = [globalThis.setTimeout, globalThis.clearTimeout];
  const shown = draw(
    <SettingsContext.Provider value={{ words: fakeWords(), chooseLanguage: () => undefined }}>
      <PlayerContext.Provider value={door.player()}>
        <JoinScreen code={code} refused={null} onBack={() => undefined} />
      </PlayerContext.Provider>
    </SettingsContext.Provider>,
  );
  door.root = shown.root;
  globalThis.setTimeout = ((task: () => void) => door.timers.push(task)) as unknown as typeof setTimeout;
  globalThis.clearTimeout = () => undefined;
  try {
    await drawn();
    await run(door);
  } finally {
    [globalThis.setTimeout, globalThis.clearTimeout] = [later, never];
    shown.away();
    await drawn();
  }
}

test("a link says what one is about to join, and a name and a press are enough", () =>
  atDoor({ places: 24, persons: 17, worlds: 4, texts: [{ language: "en", title: "Moles" }] }, async (door) => {
    assert.match(door.root.part("about").textContent, /Moles.*"persons":17,"places":24/);
    assert.equal(door.joined.length, 0, "looking takes no seat");
    await door.type("name", "Ana");
    await door.submit();
    assert.deepEqual(door.joined, [{ name: "Ana" }]);
    assert.equal(door.looks, 1, "and it is not asked twice");
  }));

test("a code that is typed is asked for at the press", () =>
  atDoor({}, async (door) => {
    assert.equal(door.looks, 0);
    await door.type("code", "k7q-x2m");
    await door.type("name", "Ana");
    await door.submit();
    assert.deepEqual([door.looks, door.joined.length], [1, 1]);
  }, ""));

test("consent is one more screen, and its answer goes with the join", () =>
  atDoor({ consent: true }, async (door) => {
    await door.type("name", "Ana");
    await door.submit();
    assert.equal(door.joined.length, 0);
    await door.press("consent-play-only");
    assert.deepEqual(door.joined, [{ name: "Ana", consent: Consent.PLAY_ONLY }]);
  }));

test("a join that is refused for want of consent asks for it", () =>
  atDoor({}, async (door) => {
    door.refusals.push(refusal(RefusalCode.REFUSAL_CONSENT_NEEDED));
    await door.type("name", "Ana");
    await door.submit();
    await door.press("consent-yes");
    assert.deepEqual(door.joined.at(-1), { name: "Ana", consent: Consent.YES });
  }));

test("a role card asks for consent where the exercise does, and brings the code with the answer", () =>
  atDoor({ consent: true, teamSize: 2 }, async (door) => {
    door.refusals.push(refusal(RefusalCode.REFUSAL_CONSENT_NEEDED));
    await door.press("other-way");
    await door.type("seat-code", "abcde-fghjk");
    await door.type("name", "Ana");
    await door.submit();
    assert.deepEqual(door.moved, [["ABCDE-FGHJK", { name: "Ana" }]]);
    await door.press("consent-yes");
    assert.deepEqual(door.moved.at(-1), ["ABCDE-FGHJK", { name: "Ana", consent: Consent.YES }]);
    assert.equal(door.joined.length, 0, "it is not a join");
  }));

test("a card whose state is full says so, and nobody waits for another seat instead", () =>
  atDoor({}, async (door) => {
    door.refusals.push(refusal(RefusalCode.REFUSAL_FULL));
    await door.press("other-way");
    assert.equal(door.root.parts("name").length, 0, "alone in a state one needs no other name");
    await door.type("seat-code", "abcde-fghjk");
    await door.submit();
    assert.equal(door.root.parts("wait").length, 0);
    door.root.part("refused");
  }));

test("who is not invited is told, and who brings a personal link types no name", () =>
  atDoor({ guestsOnly: true }, async (door) => {
    door.root.part("guests-only");
    assert.equal(door.root.parts("name").length, 0);
    await door.type("code", "https://h/join/K7QX2M#guest=SECRET");
    assert.ok(door.guests.has("K7QX2M"));
    assert.equal(door.root.part("code").one("input").value, "K7QX2M", "the secret is not shown");
    assert.equal(door.root.parts("guests-only").length, 0);
    await door.submit();
    assert.equal(door.joined.length, 1);
  }));

test("an exercise that is over asks nobody's name", () =>
  atDoor({ ended: true }, async (door) => {
    assert.equal(door.root.part("over").one("a").get("href"), "/watch/K7QX2M");
    assert.equal(door.root.parts("name").length, 0);
    door.root.part("seat-code"); // who has a seat still comes to the debrief
  }));

test("full: whoever waits gets the next seat, and a seat that is lost to somebody else is waited for again", () =>
  atDoor({ full: true }, async (door) => {
    await door.type("name", "Ana");
    await door.submit();
    assert.equal(door.joined.length, 0);
    await door.pass();
    assert.equal(door.looks, 1, "nobody waits who did not say so");
    await door.press("wait");
    await door.pass();
    assert.deepEqual([door.looks, door.joined.length], [2, 0]);
    door.info = {};
    door.refusals.push(refusal(RefusalCode.REFUSAL_FULL));
    await door.pass();
    assert.equal(door.joined.length, 1);
    await door.pass();
    assert.deepEqual(door.joined, [{ name: "Ana" }, { name: "Ana" }]);
  }));

test("nobody is waited for for ever", () =>
  atDoor({ full: true }, async (door) => {
    await door.type("name", "Ana");
    await door.submit();
    await door.press("wait");
    for (let time = 0; time < 100; time++) await door.pass();
    assert.equal(door.looks, 61);
    assert.match(door.root.part("full").textContent, /web_door.waited/);
    door.root.part("wait"); // to wait once more
  }));

test("whatever else keeps the door shut while one waits is said", () =>
  atDoor({ full: true }, async (door) => {
    await door.type("name", "Ana");
    await door.submit();
    await door.press("wait");
    door.info = {};
    door.refusals.push(refusal(RefusalCode.REFUSAL_UNKNOWN_CODE));
    await door.pass();
    door.root.part("refused");
    await door.pass();
    assert.equal(door.joined.length, 1);
  }));
