// A code that somebody wants to carry elsewhere: shown large, and copied at a press.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Button } from "./button.js";
import { useWords } from "./context.js";
import { Icon } from "./icon.js";

export function CodeShown({ code, label }: { code: string; label: string }): JSX.Element {
  const words = useWords();
  const [copied, setCopied] = useState<"" | "yes" | "no">("");
  const copy = (): void => {
    const clipboard = navigator.clipboard as Clipboard | undefined; // missing where the page is not trusted
    if (!clipboard) return setCopied("no");
    clipboard.writeText(code).then(
      () => setCopied("yes"),
      () => setCopied("no"),
    );
  };
  return (
    <div class="code-shown">
      <output aria-label={label}>{code}</output>
      <Button small onPress={copy}>
        <Icon name={copied === "yes" ? "check" : "copy"} />
        <span aria-live="polite">{words.say(copied === "" ? "web.copy" : copied === "yes" ? "web.copied" : "web.copy_failed")}</span>
      </Button>
    </div>
  );
}
