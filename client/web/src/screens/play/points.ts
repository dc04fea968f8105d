// What counts for a motive, in points: the list of the role card. As common/aids/points.c, which web_screens_play_points holds it against.

import type { Briefing } from "../../gen/spiral/v1/world_pb.js";
import { motiveNames, parameter } from "./facts.js";

export interface Point {
  key: string;
  points: number;
}

export function conquestPoints(briefing: Briefing, motive: number): number {
  return Math.floor((parameter(briefing, "home_value") * parameter(briefing, `gain_${motiveNames[motive] ?? ""}`)) / 100);
}

/** Gains from land that it takes. */
export function expands(motive: number): boolean {
  return motiveNames[motive] === "greedy" || motiveNames[motive] === "limited";
}

export function pointsOf(briefing: Briefing, motive: number): Point[] {
  const p = (name: string): number => parameter(briefing, name);
  const list: Point[] = [
    { key: "role_card.civil", points: p("civil_value") },
    { key: "role_card.conquered", points: conquestPoints(briefing, motive) },
    { key: "role_card.lost", points: -p("home_value") },
  ];
  if (motiveNames[motive] === "protector") list.push({ key: "role_card.partner", points: -Math.floor((p("home_value") * p("protect_value")) / 100) });
  list.push(
    { key: "role_card.battle", points: -p("war_cost") },
    { key: "role_card.failed", points: -p("fail_cost") },
    { key: "role_card.refused_defensive", points: -p("honour_defensive") },
    { key: "role_card.refused_unconditional", points: -p("honour_unconditional") },
    { key: "role_card.breach", points: -p("breach_cost") },
    { key: "role_card.destroyed", points: -p("elimination_cost") },
  );
  return list;
}
