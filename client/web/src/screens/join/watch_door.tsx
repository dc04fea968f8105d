// Looking on without a seat, or showing it on a wall: which exercise?

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { useWords } from "../../parts/context.js";
import { Field } from "../../parts/field.js";
import { Page } from "../../parts/notice.js";
import { codeFault, codeFrom } from "./code.js";

export function WatchDoor({ projects }: { projects?: boolean }): JSX.Element {
  const words = useWords();
  const [code, setCode] = useState("");
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const fault = codeFault(code);
  return (
    <Page>
      <h1>{words.say(projects ? "web_project.title" : "web.join.watch_instead")}</h1>
      <form
        class="door-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setShown(true);
          if (fault) field.current?.focus();
          else location.assign(`/${projects ? "project" : "watch"}/${encodeURIComponent(code)}`);
        }}
      >
        <Field
          label={words.say("web.join.code")}
          help={words.say("web.join.code_help")}
          value={code}
          onInput={(text) => setCode(codeFrom(text))}
          code
          inputRef={field}
          {...(shown && fault ? { fault: words.say(fault) } : {})}
        />
        <button type="submit" class="button button-main button-wide">
          {words.say(projects ? "web_project.show" : "web.join.watch")}
        </button>
      </form>
      <p class="row link-row">
        <a href="/">{words.say("web.join.with_name")}</a>
      </p>
    </Page>
  );
}
