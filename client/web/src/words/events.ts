// Events in sentences. A row a kind, in the order of importance: a newcomer reads the first lines and knows what
// matters. The end has sentences of its own; odds and true vulnerability are for the debrief alone. The same rows as
// the terminal's; a test holds the two against each other.

import type { Event } from "../gen/spiral/v1/world_pb.js";
import type { Words } from "./api.js";
import { budgetWords, type Names } from "./states.js";

interface Row {
  count: number; // numbers of an event of the kind
  /** Which of the numbers fills {who}, {to} and {third}; -1: none. */
  who: number;
  to: number;
  third: number;
  /** The number that chooses between the sentences; -1: always the first. */
  choice: number;
  keys: readonly string[];
}

function row(count: number, who: number, to: number, third: number, choice: number, ...keys: string[]): Row {
  return { count, who, to, third, choice, keys };
}

const ROWS: ReadonlyMap<string, Row> = new Map([
  ["attack", row(3, 0, 1, -1, 2, "event.attack", "event.attack_joined")],
  ["breach", row(2, 0, 1, -1, -1, "event.breach")],
  ["called_attack", row(4, 0, 1, 2, 3, "event.called_attack_aside", "event.called_attack_came")],
  ["called", row(4, 0, 1, 2, 3, "event.called_aside", "event.called_came")],
  ["conflicted", row(3, 0, 1, 2, -1, "event.conflicted")],
  ["battle", row(4, 0, -1, -1, 3, "event.battle_held", "event.battle_fell")],
  ["meeting", row(3, 0, 1, -1, 2, "event.meeting_first", "event.meeting_second")],
  ["gain", row(3, 0, 1, -1, -1, "event.gain")],
  ["eliminated", row(1, 0, -1, -1, -1, "event.eliminated")],
  ["exposed", row(3, 0, 1, -1, -1, "event.exposed")],
  ["rejected", row(2, -1, -1, -1, -1, "event.rejected")],
  ["mobilise", row(1, 0, -1, -1, -1, "event.mobilise")],
  ["pact", row(4, 0, 1, -1, 3, "event.pact", "event.pact_secret")],
  ["cancel", row(2, 0, 1, -1, -1, "event.cancel")],
  ["offer", row(4, 0, 1, -1, 3, "event.offer", "event.offer_secret")],
  ["declare", row(3, 0, 2, -1, 1, "event.peaceful", "event.peaceful", "event.warn", "event.demand")],
  ["scrap", row(2, 0, -1, -1, -1, "event.scrap")],
  ["open_books", row(2, 0, 1, -1, -1, "event.open_books")],
  ["tech", row(2, 0, -1, -1, -1, "event.tech")],
  ["leak", row(2, 0, 1, -1, -1, "event.leak")],
  ["budget", row(6, -1, -1, -1, -1, "event.budget")],
]);

const KINDS = [...ROWS.keys()];
const PACTS = ["none", "non_aggression", "defensive", "unconditional"] as const;
const PROJECTS = ["none", "intel", "fortress", "strike", "specialise"] as const;
const PARTS = [
  "attack", "mobilise", "project", "scrap", "open_books", "declare", "focus", "pact", "answer", "belief", "budget",
] as const;

/** null: a kind of a later version, or another count of numbers than the kind has. */
function rowOf(event: Event): Row | null {
  const found = ROWS.get(event.kind);
  return found && found.count === event.numbers.length ? found : null;
}

export function isAbout(event: Event, state: number): boolean {
  const found = rowOf(event);
  return found !== null && [found.who, found.to, found.third].some((place) => place >= 0 && event.numbers[place] === state);
}

/** The word among the numbers that is neither a state nor a count. */
function wordOf(words: Words, event: Event): string {
  const name = <T extends string>(list: readonly T[], place: number): T | undefined => list[event.numbers[place] ?? -1];
  switch (event.kind) {
    case "pact":
    case "offer":
    case "exposed": {
      const pact = name(PACTS, 2);
      return pact ? words.say(`pact.${pact}`) : "";
    }
    case "tech": {
      const project = name(PROJECTS, 1);
      return project ? words.say(`project.${project}`) : "";
    }
    case "rejected": {
      const part = name(PARTS, 1);
      return part ? words.say(`part.${part}`) : "";
    }
    default:
      return "";
  }
}

/** null for what is not told in a sentence. */
export function eventWords(words: Words, event: Event, names: Names, hideDual: boolean): string | null {
  const found = rowOf(event);
  if (!found) return null;
  const state = (place: number): string => {
    const number = place >= 0 ? (event.numbers[place] ?? -1) : -1;
    return number >= 0 && number < names.count ? names.name(number) : "";
  };
  const chosen = found.choice >= 0 ? (event.numbers[found.choice] ?? 0) : 0;
  return words.say(found.keys[chosen] ?? found.keys[0]!, {
    who: state(found.who),
    to: state(found.to),
    third: state(found.third),
    word: wordOf(words, event),
    budget: event.kind === "budget" ? budgetWords(words, event.numbers.slice(1), hideDual) : "",
    second: event.numbers[1] ?? 0,
    count: event.numbers[2] ?? 0,
  });
}

/** Events as they are told: what matters most first, each kind in the order in which it happened. `defaulted`: no
 *  orders were given, and that their defaults were used needs no line of its own. */
export function orderEvents(events: readonly Event[], defaulted = false): Event[] {
  const told = events.filter((event) => rowOf(event) !== null && !(defaulted && event.kind === "rejected"));
  return told
    .map((event, at) => ({ event, at, kind: KINDS.indexOf(event.kind) }))
    .sort((a, b) => a.kind - b.kind || a.at - b.at)
    .map(({ event }) => event);
}
