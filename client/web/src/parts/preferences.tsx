// How the page speaks and looks: chosen by the person, kept in this browser.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Language } from "../model/api.js";
import { Choice } from "./choice.js";
import { useSettings } from "./context.js";
import { chooseTheme, chosenTheme, type ThemeChoice as Theme } from "./theme.js";

const languages: { value: Language; key: string }[] = [
  { value: "en", key: "web.language.en" },
  { value: "es", key: "web.language.es" },
];

export function LanguageChoice({ hideLegend = false }: { hideLegend?: boolean }): JSX.Element {
  const { words, chooseLanguage } = useSettings();
  return (
    <Choice
      legend={words.say("web.language.legend")}
      options={languages.map(({ value, key }) => ({ value, words: <span lang={value}>{words.say(key)}</span> }))}
      value={words.language}
      onChange={chooseLanguage}
      hideLegend={hideLegend}
      part="language"
    />
  );
}

export function ThemeChoice(): JSX.Element {
  const { words } = useSettings();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  return (
    <Choice
      legend={words.say("web.theme.legend")}
      options={(["device", "light", "dark"] as const).map((value) => ({ value, words: words.say(`web.theme.${value}`) }))}
      value={theme}
      onChange={(chosen) => {
        chooseTheme(chosen);
        setTheme(chosen);
      }}
      part="theme"
    />
  );
}
