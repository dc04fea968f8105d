// An address within the application that leads nowhere.

import type { JSX } from "preact";

import { useWords } from "../../parts/context.js";
import { Page } from "../../parts/notice.js";

export function NotFound({ path }: { path: string }): JSX.Element {
  const words = useWords();
  return (
    <Page>
      <h1>{words.say("web.lost.title")}</h1>
      <p class="wrap-anywhere">{words.say("web.lost.not_found", { path })}</p>
      <p>{words.say("web.lost.not_found_remedy")}</p>
      <p>
        <a class="button button-main" href="/">
          {words.say("web.lost.home")}
        </a>
      </p>
    </Page>
  );
}
