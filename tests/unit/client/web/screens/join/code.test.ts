import assert from "node:assert/strict";
import { test } from "node:test";
import { codeFault, codeFrom, guestFrom, nameFault, seatCodeFault, seatCodeFrom } from "../../../../../../client/web/src/screens/join/code.js";

test("a code is what remains of what was typed or pasted", () => {
  assert.equal(codeFrom(" klm-p42 "), "KLMP42");
  assert.equal(codeFrom("https://spiral.example:8443/join/klmp42?x=1"), "KLMP42");
  assert.equal(codeFrom("Join here: https://h/watch/abcd12 please"), "ABCD12");
  assert.equal(codeFrom("x".repeat(90)).length, 15);
});

test("a personal link that was pasted has a code and a secret", () => {
  const link = "https://spiral.example/join/klmp42#guest=ABCDE-fghjk";
  assert.equal(codeFrom(link), "KLMP42");
  assert.equal(guestFrom(`${link} see you`), "ABCDE-fghjk");
  assert.equal(guestFrom("https://spiral.example/join/klmp42"), null);
  assert.equal(guestFrom(`#guest=${"x".repeat(24)}`), null);
});

test("a code that cannot be one is said before the server is asked", () => {
  assert.equal(codeFault(""), "web.join.code_missing");
  assert.equal(codeFault("KL"), "web.join.code_short");
  assert.equal(codeFault("KLMP42"), null);
});

test("a seat code has two groups of five", () => {
  assert.equal(seatCodeFrom(" 7kq2m-xr9ta\n"), "7KQ2M-XR9TA");
  assert.equal(seatCodeFault(""), "web.join.seat_code_missing");
  assert.equal(seatCodeFault("7KQ2M"), "web.join.seat_code_short");
  assert.equal(seatCodeFault("7KQ2M-XR9TA"), null);
  assert.equal(seatCodeFault("7KQ2MXR9TA"), null);
});

test("a name can be seen, and travels in 63 bytes", () => {
  assert.equal(nameFault("Ana"), null);
  assert.equal(nameFault("李"), null);
  assert.equal(nameFault("🦉"), null);
  assert.equal(nameFault("   "), "web.join.name_missing");
  assert.equal(nameFault("\u200b\u200b"), "web.join.name_unseen");
  assert.equal(nameFault("Ana\u202e"), "web.join.name_hidden");
  assert.equal(nameFault("👩\u200d🚀"), null);
  assert.equal(nameFault("é".repeat(31)), null);
  assert.equal(nameFault("é".repeat(32)), "web.join.name_long");
});
