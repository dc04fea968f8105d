// What a page is told, message by message, as it came over the wire: to show that something was not among it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { tree } from "./place.mjs";

const VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5;

/** The names of the messages to a client, by their number in the envelope. */
function readNames() {
  const text = readFileSync(join(tree, "proto/spiral/v1/envelope.proto"), "utf8");
  const body = /message ToClient \{[\s\S]*?oneof body \{([\s\S]*?)\}/.exec(text)[1];
  return new Map([...body.matchAll(/(\w+) = (\d+);/g)].map(([, name, number]) => [Number(number), name]));
}

const names = readNames();

function varint(bytes, at) {
  let value = 0;
  for (let shift = 1; ; shift *= 128) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error("a message that is cut off");
    value += (byte & 127) * shift;
    if (byte < 128) return [value, at];
  }
}

/** The fields of a message as [number, bytes or null], whatever they mean. */
export function fieldsOf(bytes) {
  const fields = [];
  for (let at = 0; at < bytes.length; ) {
    let tag, length;
    [tag, at] = varint(bytes, at);
    const number = Math.floor(tag / 8);
    let held = null;
    switch (tag & 7) {
      case VARINT:
        [, at] = varint(bytes, at);
        break;
      case FIXED64:
        at += 8;
        break;
      case FIXED32:
        at += 4;
        break;
      case BYTES:
        [length, at] = varint(bytes, at);
        held = bytes.subarray(at, at + length);
        at += length;
        break;
      default:
        throw new Error(`field ${number} of a kind that there is not`);
    }
    fields.push([number, held]);
  }
  return fields;
}

function* frames(bytes) {
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    yield bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
}

/** Everything that a page is told from now on. */
export class Traffic {
  told = []; // { name, body }
  waits = [];

  constructor(page) {
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => this.#take(Buffer.from(payload))));
    page.on("response", (response) => {
      if (!response.url().endsWith("/link")) return;
      this.waits.push(response.body().then((bytes) => [...frames(bytes)].forEach((one) => this.#take(one)), () => {}));
    });
  }

  #take(bytes) {
    for (const [number, body] of fieldsOf(bytes)) if (names.has(number)) this.told.push({ name: names.get(number), body });
  }

  get kinds() {
    return [...new Set(this.told.map(({ name }) => name))].sort();
  }

  /** The messages of a name. */
  of(name) {
    return this.told.filter((one) => one.name === name).map(({ body }) => body);
  }

  /** Which of the texts stand in something that the page was told. */
  among(texts) {
    const wanted = texts.map((text) => [text, Buffer.from(text)]);
    return wanted.filter(([, bytes]) => this.told.some(({ body }) => body.includes(bytes))).map(([text]) => text);
  }
}
