// What came from whoever runs the exercise, to count. Pure.

import type { ControlAnswer } from "../../gen/spiral/v1/exercise_pb.js";

export function toldOf(questions: readonly ControlAnswer[]): number {
  return questions.filter(({ answer }) => answer !== "").length;
}
