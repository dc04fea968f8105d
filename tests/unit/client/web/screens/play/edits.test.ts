import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Answer, Declaration, OrdersSchema, PactMoveKind, type Orders } from "../../../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import * as edits from "../../../../../../client/web/src/screens/play/edits.js";

function orders(): Orders {
  return create(OrdersSchema, { budget: { civil: 8, fortify: 4, strike: 1, intel: 1 } });
}

function after(...changes: edits.Edit[]): Orders {
  const changed = orders();
  changes.forEach((change) => change(changed));
  return changed;
}

test("a point more on a line comes out of civil, and goes back into it", () => {
  const { budget } = after(edits.setLine("fortify", 6));
  assert.deepEqual([budget?.fortify, budget?.civil], [6, 6]);
  assert.deepEqual(after(edits.setLine("fortify", 6), edits.setLine("fortify", 4)).budget, orders().budget);
});

test("an attack on state 0 is one, and can be called off", () => {
  assert.equal(after(edits.setAttack(0)).attack?.state, 0);
  assert.equal(after(edits.setAttack(0), edits.setAttack(null)).attack, undefined);
});

test("there is one step in diplomacy with a state: the last", () => {
  const { pacts } = after(
    edits.setPactMove(1, PactMoveKind.PACT_MOVE_OFFER_DEFENSIVE, true),
    edits.setPactMove(0, PactMoveKind.PACT_MOVE_CANCEL, false),
    edits.setPactMove(1, PactMoveKind.PACT_MOVE_OFFER_NON_AGGRESSION, false),
  );
  assert.deepEqual(pacts.map(({ state, move, secret }) => [state, move, secret]), [
    [0, PactMoveKind.PACT_MOVE_CANCEL, false],
    [1, PactMoveKind.PACT_MOVE_OFFER_NON_AGGRESSION, false],
  ]);
  assert.equal(edits.pactMoveOf(after(edits.setPactMove(1, null, false)), 1), null);
});

test("an answer to calls that is the default is left out", () => {
  assert.equal(after(edits.setAnswer(0, Answer.STAND_ASIDE)).answers.length, 1);
  assert.equal(after(edits.setAnswer(0, Answer.STAND_ASIDE), edits.setAnswer(0, null)).answers.length, 0);
});

test("a peaceful declaration goes to nobody in particular", () => {
  const warned = after(edits.setDeclaration(Declaration.WARN, 3));
  assert.equal(warned.declareTo?.state, 3);
  edits.setDeclaration(Declaration.PEACEFUL, null)(warned);
  assert.equal(warned.declareTo, undefined);
});

test("books are opened to a state once, and closed again", () => {
  assert.deepEqual(after(edits.setOpenBooks(3, true), edits.setOpenBooks(0, true), edits.setOpenBooks(3, true)).openBooks, [0, 3]);
  assert.deepEqual(after(edits.setOpenBooks(3, true), edits.setOpenBooks(3, false)).openBooks, []);
});

test("a belief that was not stated is not 0", () => {
  const stated = create(OrdersSchema, { greedy: [{ state: 0, permille: 0 }] });
  assert.equal(edits.beliefOf(stated, 0), 0);
  assert.equal(edits.beliefOf(stated, 1), null);
});
