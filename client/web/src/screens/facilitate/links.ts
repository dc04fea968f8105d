// Addresses of an exercise's pages, made from the one that the server knows. Pure.

import type { ExerciseState } from "../../gen/spiral/v1/exercise_pb.js";

/** A server that knows no name of its own is reached where this page was. */
export function linksOf(state: Pick<ExerciseState, "code" | "link">, here: string): Record<"join" | "project" | "check" | "facilitate" | "watch", string> {
  const origin = /^(https?:\/\/[^/]+)\/join\//.exec(state.link)?.[1] ?? here;
  const code = encodeURIComponent(state.code);
  return { join: `${origin}/join/${code}`, project: `${origin}/project/${code}`, check: `${origin}/check`, facilitate: `${origin}/facilitate/${code}`, watch: `${origin}/watch/${code}` };
}
