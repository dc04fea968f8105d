// What the polite live region is told when the exercise changes: questions that came, and nothing that moves by itself.

import type { ExerciseQuestion, ExerciseState } from "../gen/spiral/v1/exercise_pb.js";
import type { Line } from "./news.js";

function newest(questions: readonly ExerciseQuestion[]): number {
  return questions.reduce((most, question) => Math.max(most, question.number), 0);
}

/** null: nothing that must be said. The first state is looked at, not read out. */
export function stateNews(before: ExerciseState | null, now: ExerciseState): Line | null {
  if (!before) return null;
  const known = newest(before.questions);
  const fresh = now.questions.filter((question) => question.number > known && question.answer === "");
  const [first] = fresh;
  if (!first) return null;
  if (fresh.length > 1) return { key: "webfac.news.questions", slots: { count: fresh.length } };
  const world = now.worlds[first.world];
  return { key: "webfac.news.question", slots: { world: world?.name ?? "", state: world?.seats[first.seat]?.state ?? "", text: first.text } };
}
