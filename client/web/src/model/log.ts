// The reports of turns, kept in this tab so that a reload does not forget what the person was told.

import { create } from "@bufbuild/protobuf";
import { EventSchema, type Event } from "../gen/spiral/v1/world_pb.js";
import type { Report } from "./api.js";
import type { Keep } from "./keep.js";

const KEY = "spiral.reports";

type Row = [kind: string, ...numbers: number[]];

interface Kept {
  world: string;
  reports: { turn: number; ordersUsed: boolean; events: Row[] }[];
}

export function keepReports(keep: Keep, world: string, reports: readonly Report[]): void {
  const rows = reports.map(({ turn, ordersUsed, events }) => ({
    turn,
    ordersUsed,
    events: events.map((event): Row => [event.kind, ...event.numbers]),
  }));
  keep.write(KEY, { world, reports: rows } satisfies Kept);
}

function eventOf([kind, ...numbers]: Row): Event {
  return create(EventSchema, { kind, numbers });
}

export function forgetReports(keep: Keep): void {
  keep.write(KEY, null);
}

export function keptReports(keep: Keep, world: string): Report[] {
  const kept = keep.read(KEY) as Partial<Kept> | null;
  if (kept?.world !== world || !Array.isArray(kept.reports)) return [];
  try {
    return kept.reports.map(({ turn, ordersUsed, events }) => ({ turn, ordersUsed, events: events.map(eventOf) }));
  } catch {
    return []; // of another version of this page
  }
}
