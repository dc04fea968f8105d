// Did the server keep to what it had committed itself to? The record of the world opens the commitment that
// was told at the start: proto/README.md, "The public record". Dice are not thrown again here: whoever wants
// that has `spiral replay --verify`.

import type { WorldEnded } from "../../gen/spiral/v1/world_pb.js";

export type Proof =
  | "kept" // key, salt and motives are those of the commitment
  | "unreadable" // the record has not its form
  | "other_world"
  | "other_commitment" // the server says another one now than at the start
  | "not_opened" // key, salt and motives do not give the commitment
  | "other_motives" // the result names others than the record
  | "other_end"
  | "not_computed"; // this browser cannot

export type Sha256 = (bytes: Uint8Array) => Promise<Uint8Array>;

interface Opening {
  world: string;
  key: string;
  salt: string;
  commitment: string;
  motives: string;
  scenario: string; // with its line ends
  turns: number;
  end: number;
}

const HEAD = /^record=1\nrules=\d+\nworld=([0-9a-f]{32})\nbranch=\d+\nkey=([0-9a-f]{32})\nsalt=([0-9a-f]{32})\ncommitment=([0-9a-f]{64})\nmotives=([0-9 ]+)\nscenario-begin\n/;
const SCENARIO_END = "scenario-end\n";

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** So many turns count: each roll-back, and the end of practice, takes those behind it out of the course. Null: one to
 * where nobody was. */
function turnsThatCount(parts: string): number | null {
  let turns = 0;
  for (const [, name, value] of parts.matchAll(/^(turn|rollback|practice)=(\d+)$/gm)) {
    const number = Number(value);
    if (number < 1 || number > turns + 1) return null;
    turns = name === "turn" ? turns + 1 : number - 1;
  }
  return turns;
}

export function readOpening(record: string): Opening | null {
  const head = HEAD.exec(record);
  const end = /\nend=(\d+)\n$/.exec(record);
  if (!head || !end) return null;
  const [all, world = "", key = "", salt = "", commitment = "", motives = ""] = head;
  const over = record.indexOf(`\n${SCENARIO_END}`, all.length);
  if (over < 0) return null;
  const scenario = record.slice(all.length, over + 1);
  const turns = turnsThatCount(record.slice(over));
  if (turns === null) return null;
  return { world, key, salt, commitment, motives, scenario, turns, end: Number(end[1]) };
}

/** What was committed to, byte for byte. */
export function committed(opening: Opening): string {
  const { world, salt, key, motives, scenario } = opening;
  return `spiral commitment 1\nworld=${world}\nsalt=${salt}\nkey=${key}\nmotives=${motives}\n${scenario}`;
}

function endFault(opening: Opening, ended: WorldEnded): Proof | null {
  const motives = ended.results.map((result) => result.motive).join(" ");
  if (motives !== opening.motives) return "other_motives";
  return opening.turns !== ended.turns || opening.end !== ended.end ? "other_end" : null;
}

/** `atStart`: the commitment of the briefing, or of the beginning of looking on. */
export async function prove(record: string, atStart: Uint8Array, ended: WorldEnded, sha256: Sha256 | null): Promise<Proof> {
  const opening = readOpening(record);
  if (!opening) return "unreadable";
  if (opening.world !== hex(ended.world)) return "other_world";
  const commitment = hex(atStart);
  if (hex(ended.commitment) !== commitment || opening.commitment !== commitment) return "other_commitment";
  if (!sha256) return "not_computed";
  const digest = await sha256(new TextEncoder().encode(committed(opening)));
  const sameKeys = opening.key === hex(ended.key) && opening.salt === hex(ended.salt);
  if (hex(digest) !== commitment || !sameKeys) return "not_opened";
  return endFault(opening, ended) ?? "kept";
}

/** The browser's own; null where it has none. */
export function browserSha256(): Sha256 | null {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  return async (bytes) => new Uint8Array(await subtle.digest("SHA-256", new Uint8Array(bytes)));
}
