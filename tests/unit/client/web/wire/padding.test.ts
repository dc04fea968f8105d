import assert from "node:assert/strict";
import { test } from "node:test";
import { create, fromBinary } from "@bufbuild/protobuf";
import { ToServerSchema } from "../../../../../client/web/src/gen/spiral/v1/envelope_pb.js";
import { SendPressSchema } from "../../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import { HelloSchema } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { decode, encode } from "../../../../../client/web/src/wire/envelope.js";
import { hex } from "../../../../../client/web/src/wire/ids.js";
import { sizeClass } from "../../../../../client/web/src/wire/padding.js";

test("classes are those of the protocol", () => {
  assert.deepEqual([1, 128, 129, 160, 161, 192, 256, 257, 321, 1025].map(sizeClass), [128, 128, 160, 160, 192, 192, 256, 320, 384, 1280]);
});

test("the hello of the worked example, and its padding behind it", () => {
  const hello = create(HelloSchema, { version: 1, client: "example 1.0", language: "en" });
  const bytes = encode(1, { case: "hello", value: hello })!;
  assert.equal(hex(bytes.subarray(0, 0x17)), "0801121308011a0b6578616d706c6520312e302202656e");
  assert.equal(bytes.length, 128);
  assert.equal(hex(bytes.subarray(0x17, 0x1a)), "fa0166");
});

test("every length lands in a class and is still the same message", () => {
  for (let length = 1; length <= 2000; length++) {
    const text = "x".repeat(length);
    const bytes = encode(7, { case: "sendPress", value: create(SendPressSchema, { everyone: true, text }) })!;
    assert.equal(sizeClass(bytes.length), bytes.length, `of ${length}`);
    const told = fromBinary(ToServerSchema, bytes);
    assert.equal(told.body.case === "sendPress" && told.body.value.text, text);
  }
});

test("what is longer than an envelope is not sent, and what is none is not read", () => {
  assert.equal(encode(1, { case: "sendPress", value: create(SendPressSchema, { text: "x".repeat(17_000) }) }), null);
  assert.equal(decode(Uint8Array.from([0x12, 0x7f, 1])), null);
  assert.equal(decode(new Uint8Array(384 * 1024 + 1)), null);
});
