// The reports of turns, kept in this tab so that a reload does not forget what the person was told.

import { create } from "@bufbuild/protobuf";
import { EventSchema, type Event } from "../gen/spiral/v1/world_pb.js";
import type { Report } from "./api.js";
import type { Keep } from "./keep.js";

const KEY = "spiral.reports";

type Row = [kind: string, ...numbers: number[]];

interface Kept {
  world: string;
  branch: number;
  reports: { turn: number; ordersUsed: boolean; events: Row[] }[];
}

export function keepReports(keep: Keep, world: string, branch: number, reports: readonly Report[]): void {
  const rows = reports.map(({ turn, ordersUsed, events }) => ({
    turn,
    ordersUsed,
    events: events.map((event): Row => [event.kind, ...event.numbers]),
  }));
  keep.write(KEY, { world, branch, reports: rows } satisfies Kept);
}

function eventOf([kind, ...numbers]: Row): Event {
  return create(EventSchema, { kind, numbers });
}

export function forgetReports(keep: Keep): void {
  keep.write(KEY, null);
}

/** With the branch on which they were told: so often the world had been rolled back. */
export function keptReports(keep: Keep, world: string): { reports: Report[]; branch: number } {
  const kept = keep.read(KEY) as Partial<Kept> | null;
  if (kept?.world !== world || !Array.isArray(kept.reports)) return { reports: [], branch: 0 };
  try {
    const reports = kept.reports.map(({ turn, ordersUsed, events }) => ({ turn, ordersUsed, events: events.map(eventOf) }));
    return { reports, branch: kept.branch ?? 0 };
  } catch {
    return { reports: [], branch: 0 }; // of another version of this page
  }
}
