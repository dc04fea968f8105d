// The points of the role card against those of the other clients. SPIRAL_ROLE_POINTS is the program of role_points.c.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { BriefingSchema } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { conquestPoints, expands, pointsOf } from "../../../../../../client/web/src/screens/play/points.js";

function pairs(words: string): { name: string; value: number }[] {
  return words.split(" ").map((pair) => ({ name: pair.split("=")[0] ?? "", value: Number(pair.split("=")[1]) }));
}

test("every card has the other clients' points", () => {
  const program = process.env["SPIRAL_ROLE_POINTS"];
  assert.ok(program, "SPIRAL_ROLE_POINTS names the program of role_points.c");
  const lines = execFileSync(program, { encoding: "utf8" }).trimEnd().split("\n");
  assert.equal(lines.length, 10);
  for (const line of lines) {
    const [motive, parameters, expected] = line.split("\t") as [string, string, string];
    const briefing = create(BriefingSchema, { scenario: { parameters: pairs(parameters) } });
    const told = pointsOf(briefing, Number(motive)).map(({ key, points }) => `${key}=${points}`);
    assert.equal(told.join(" "), expected, `motive ${motive}`);
    assert.ok(expected.includes(`role_card.conquered=${conquestPoints(briefing, Number(motive))} `));
  }
});

test("who gains from land", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(expands), [false, true, true, false, false]);
});
