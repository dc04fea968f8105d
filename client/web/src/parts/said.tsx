// Words of others that came with their language, each marked with it where it is not the page's.

import type { JSX } from "preact";

import type { ScenarioText } from "../gen/spiral/v1/world_pb.js";
import type { News } from "../model/api.js";
import { harmless } from "../words/harmless.js";
import { foreign, textIn } from "../words/texts.js";
import { useWords } from "./context.js";

export interface SaidProps {
  line: Pick<News, "key" | "slots"> & { lang?: string };
  place?: string; // of the words that are in that language
}

/** A sentence, and within it the words that came with their language. */
export function Said({ line: { key, slots, lang }, place = "text" }: SaidProps): JSX.Element {
  const words = useWords();
  const { [place]: text, ...rest } = slots;
  const marked = typeof text === "string" ? foreign(lang, words.language) : undefined;
  const around = marked ? words.say(key, rest) : "";
  const open = `{${place}}`; // what nothing fills stays as it is written
  const at = around.lastIndexOf(open);
  if (at < 0) return <>{words.say(key, slots)}</>;
  return (
    <>
      {around.slice(0, at)}
      <span lang={marked}>{harmless(String(text))}</span>
      {around.slice(at + open.length)}
    </>
  );
}

/** What a world is called; `name`, which is of no language, where nobody wrote a title. */
export function Title({ texts, name = "" }: { texts: readonly ScenarioText[]; name?: string }): JSX.Element {
  const { language } = useWords();
  const text = textIn(texts, language);
  return text?.title ? <span lang={foreign(text.language, language)}>{harmless(text.title)}</span> : <>{harmless(name)}</>;
}
