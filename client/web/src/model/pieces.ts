// Texts that come piece by piece: the record and the debrief of an ended world.

import { create } from "@bufbuild/protobuf";
import { AskDebriefSchema } from "../gen/spiral/v1/aids_pb.js";
import { AskRecordSchema } from "../gen/spiral/v1/world_pb.js";
import type { Body } from "../wire/envelope.js";
import type { Told } from "./conversation.js";
import type { Debrief, Language } from "./api.js";
import type { Questions } from "./questions.js";
import { senseless } from "./refusals.js";

const TEXT_MAX = 4 * 1024 * 1024; // bytes; more than any record or debrief has

interface Piece {
  offset: number;
  total: number;
  text: Uint8Array;
}

function pieceOf(told: Told): Piece {
  if (told.case !== "recordPart" && told.case !== "debriefPart") throw senseless();
  return told.value;
}

async function fetchWhole(questions: Questions, ask: (offset: number) => Body): Promise<string> {
  let bytes = new Uint8Array(0);
  for (let offset = 0, total = 1; offset < total; ) {
    const piece = pieceOf(await questions.ask(ask(offset)));
    if (offset === 0) {
      if (piece.total === 0 || piece.total > TEXT_MAX) throw senseless();
      total = piece.total;
      bytes = new Uint8Array(total);
    }
    if (piece.offset !== offset || piece.total !== total || piece.text.length === 0 || piece.text.length > total - offset) throw senseless();
    bytes.set(piece.text, offset);
    offset += piece.text.length;
  }
  return new TextDecoder().decode(bytes);
}

export function fetchRecord(questions: Questions, world: Uint8Array): Promise<string> {
  return fetchWhole(questions, (offset) => ({ case: "askRecord", value: create(AskRecordSchema, { world, offset }) }));
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

/** As far as screens lean on it without looking. */
function isDebrief(value: unknown): value is Debrief {
  if (typeof value !== "object" || value === null) return false;
  const { headline, states, cards } = value as { headline?: unknown; states?: unknown; cards?: unknown };
  if (typeof headline !== "string" || !isList(states) || !isList(cards)) return false;
  return cards.every((card) => {
    const { name, title, parts } = (card ?? {}) as { name?: unknown; title?: unknown; parts?: unknown };
    return typeof name === "string" && typeof title === "string" && isList(parts) && parts.every(isList);
  });
}

export async function fetchDebrief(questions: Questions, world: Uint8Array, language: Language, own: boolean): Promise<Debrief> {
  const text = await fetchWhole(questions, (offset) => ({
    case: "askDebrief",
    value: create(AskDebriefSchema, { world, language, own, offset }),
  }));
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    throw senseless();
  }
  if (!isDebrief(told)) throw senseless();
  return told;
}
