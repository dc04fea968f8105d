import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { WorldEndedSchema, type WorldEnded } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { hex, prove, readOpening, type Sha256 } from "../../../../../../client/web/src/screens/debrief/proof.js";

const sha256: Sha256 = (bytes) => Promise.resolve(new Uint8Array(createHash("sha256").update(bytes).digest()));

// The opening of a world as the server writes it, with the commitment that it computed.
const WORLD = "7a4882b46a7b8dfed060722b3e88e42a";
const KEY = "52705ed02edcdc0c53f6e4b191bbbab1";
const SALT = "e55b6604c6f101cbcedd186e5b2cfbd7";
const SCENARIO = "scenario=duel\nactors=2\nbalance=120\nactor=0 Corvo 10 -1 0\nactor=1 Ñandú 10 -1 0\nprox=0 0 100\nprox=1 100 0\n";

function seal(motives: string, scenario = SCENARIO): string {
  const text = `spiral commitment 1\nworld=${WORLD}\nsalt=${SALT}\nkey=${KEY}\nmotives=${motives}\n${scenario}`;
  return createHash("sha256").update(text).digest("hex");
}

interface Told {
  motives?: string;
  commitment?: string;
  scenario?: string;
  key?: string;
  end?: number;
  parts?: string;
}

const turn = (number: number): string => `turn=${number}\nsource=0 person\norder 0 none\nsource=1 bot\norder 1 none\nhash=${"0".repeat(64)}\n`;

function recordOf({ motives = "0 1", commitment = seal("0 1"), scenario = SCENARIO, key = KEY, end = 1, parts = turn(1) + turn(2) }: Told = {}): string {
  const head = `record=1\nrules=1\nworld=${WORLD}\nbranch=0\nkey=${key}\nsalt=${SALT}\ncommitment=${commitment}\nmotives=${motives}\n`;
  return `${head}scenario-begin\n${scenario}scenario-end\n${parts}end=${end}\n`;
}

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

function endedWith(changed: Partial<WorldEnded> = {}, motives = [0, 1]): WorldEnded {
  const results = motives.map((motive, state) => ({ name: `S${state}`, motive, score: 0, goalMet: false }));
  const ended = create(WorldEndedSchema, { world: bytes(WORLD), end: 1, turns: 2, results, key: bytes(KEY), salt: bytes(SALT), commitment: bytes(seal("0 1")) });
  return Object.assign(ended, changed);
}

const atStart = bytes(seal("0 1"));

test("an honest record opens the commitment", async () => {
  assert.equal(await prove(recordOf(), atStart, endedWith(), sha256), "kept");
});

test("a motive that was changed in the record does not fit the seal", async () => {
  assert.equal(await prove(recordOf({ motives: "0 0" }), atStart, endedWith({}, [0, 0]), sha256), "not_opened");
});

test("a server that seals anew is found out", async () => {
  const commitment = seal("0 0");
  const ended = endedWith({ commitment: bytes(commitment) }, [0, 0]);
  assert.equal(await prove(recordOf({ motives: "0 0", commitment }), atStart, ended, sha256), "other_commitment");
});

test("each of the three that name the commitment must name that of the start", async () => {
  const other = bytes(seal("1 1"));
  assert.equal(await prove(recordOf(), atStart, endedWith({ commitment: other }), sha256), "other_commitment");
  assert.equal(await prove(recordOf({ commitment: seal("1 1") }), atStart, endedWith(), sha256), "other_commitment");
  assert.equal(await prove(recordOf(), other, endedWith(), sha256), "other_commitment");
});

test("another scenario, another key", async () => {
  assert.equal(await prove(recordOf({ scenario: SCENARIO.replace("120", "130") }), atStart, endedWith(), sha256), "not_opened");
  assert.equal(await prove(recordOf({ key: "0".repeat(32) }), atStart, endedWith(), sha256), "not_opened");
  assert.equal(await prove(recordOf(), atStart, endedWith({ key: bytes("0".repeat(32)) }), sha256), "not_opened");
  assert.equal(await prove(recordOf(), atStart, endedWith({ salt: bytes("0".repeat(32)) }), sha256), "not_opened");
});

test("a result that tells other motives than the record", async () => {
  assert.equal(await prove(recordOf(), atStart, endedWith({}, [0, 0]), sha256), "other_motives");
});

test("a record that ends elsewhere or otherwise", async () => {
  assert.equal(await prove(recordOf(), atStart, endedWith({ turns: 3 }), sha256), "other_end");
  assert.equal(await prove(recordOf({ end: 2 }), atStart, endedWith(), sha256), "other_end");
});

test("the record of another world", async () => {
  assert.equal(await prove(recordOf(), atStart, endedWith({ world: bytes("0".repeat(32)) }), sha256), "other_world");
});

test("what is no record", async () => {
  const whole = recordOf();
  for (const text of ["", "record=2\n", whole.slice(1), whole.slice(0, -1), whole.replace("scenario-end\n", ""), whole.replace(KEY, "zz")]) {
    assert.equal(await prove(text, atStart, endedWith(), sha256), "unreadable");
  }
});

test("a browser without SHA-256 says so, and still sees another commitment", async () => {
  assert.equal(await prove(recordOf(), atStart, endedWith(), null), "not_computed");
  assert.equal(await prove(recordOf(), bytes("00".repeat(32)), endedWith(), null), "other_commitment");
});

test("the opening is read to the letter", () => {
  const opening = readOpening(recordOf());
  assert.equal(opening?.scenario, SCENARIO);
  assert.equal(opening?.turns, 2);
  assert.equal(hex(Uint8Array.of(0, 10, 255)), "000aff");
});

test("turns that were rolled back do not count, and are no fault", async () => {
  for (const parts of [
    `${turn(1)}practice=1\n${turn(1)}${turn(2)}`,
    `rollback=1\n${turn(1)}${turn(2)}rollback=2\n${turn(2)}rollback=3\n`,
    `${turn(1)}${turn(2)}${turn(3)}rollback=3\n`,
  ])
    assert.equal(await prove(recordOf({ parts }), atStart, endedWith(), sha256), "kept");
  const short = `${turn(1)}${turn(2)}rollback=2\n`;
  assert.equal(await prove(recordOf({ parts: short }), atStart, endedWith(), sha256), "other_end");
  for (const parts of [`${turn(1)}${turn(2)}rollback=4\n${turn(1)}${turn(2)}`, `${turn(1)}rollback=0\n${turn(1)}${turn(2)}`])
    assert.equal(await prove(recordOf({ parts }), atStart, endedWith(), sha256), "unreadable");
});
