// Three words of how it felt: what can be said of them before the server is asked. Pure.

import { bytesOf } from "../../parts/text.js";
import { harmless } from "../../words/harmless.js";

const WORD_MAX = 40; // bytes

export function saidFeelings(feelings: readonly string[]): string[] {
  return feelings.map((word) => word.trim()).filter((word) => word !== "");
}

/** Key of what is wrong with the word at `index`; null: nothing. One word at least is given. */
export function feelingFault(feelings: readonly string[], index: number): string | null {
  const word = (feelings[index] ?? "").trim();
  if (word === "") return index === 0 && saidFeelings(feelings).length === 0 ? "web_step.feelings.missing" : null;
  if (bytesOf(word) > WORD_MAX) return "web_step.feelings.long";
  return harmless(word) === word ? null : "web_step.feelings.hidden";
}
