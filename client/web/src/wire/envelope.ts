// Envelopes: one message each way, and back from bytes.

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ToClientSchema, ToServerSchema, type ToClient, type ToServer } from "../gen/spiral/v1/envelope_pb.js";
import { pad } from "./padding.js";

export const TO_SERVER_MAX = 16 * 1024;
export const TO_CLIENT_MAX = 384 * 1024;

/** A message to the server without its number. */
export type Body = Exclude<ToServer["body"], { case: undefined }>;

/** null: longer than an envelope may be. */
export function encode(request: number, body: Body): Uint8Array | null {
  const bytes = toBinary(ToServerSchema, create(ToServerSchema, { request: BigInt(request), body }));
  return bytes.length > TO_SERVER_MAX ? null : pad(bytes, TO_SERVER_MAX);
}

/** null: no envelope. Fields and cases of a later version are passed over. */
export function decode(bytes: Uint8Array): ToClient | null {
  if (bytes.length > TO_CLIENT_MAX) return null;
  try {
    return fromBinary(ToClientSchema, bytes);
  } catch {
    return null;
  }
}
