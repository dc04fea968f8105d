// What has to be fetched, and the words while it is and when it cannot be.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { useWords } from "../../parts/context.js";
import { Notice } from "../../parts/notice.js";
import { failureWords } from "./failure.js";

export type Loading<T> = { kind: "loading" } | { kind: "there"; value: T } | { kind: "failed"; cause: unknown };

/** Fetches anew when `key` changes, and by the second value again. */
export function useLoaded<T>(key: string, load: () => Promise<T>): [Loading<T>, () => void] {
  const [result, setResult] = useState<{ key: string; loading: Loading<T> }>({ key, loading: { kind: "loading" } });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    const put = (loading: Loading<T>): void => {
      if (wanted) setResult({ key, loading });
    };
    put({ kind: "loading" });
    load().then(
      (value) => put({ kind: "there", value }),
      (cause: unknown) => put({ kind: "failed", cause }),
    );
    return () => {
      wanted = false;
    };
  }, [key, tries]);
  const shown: Loading<T> = result.key === key ? result.loading : { kind: "loading" };
  return [shown, () => setTries((count) => count + 1)];
}

interface LoadedProps<T> {
  loading: Loading<T>;
  again: () => void;
  waiting: string; // what is being fetched, as a sentence
  children: (value: T) => ComponentChildren;
}

export function Loaded<T>({ loading, again, waiting, children }: LoadedProps<T>): JSX.Element {
  const words = useWords();
  if (loading.kind === "there") return <>{children(loading.value)}</>;
  if (loading.kind === "loading") {
    return (
      <p role="status" class="soft">
        {waiting}
      </p>
    );
  }
  const { sentence, remedy } = failureWords(words, loading.cause);
  return (
    <div role="alert">
      <Notice
        tone="bad"
        title={sentence}
        actions={
          <Button kind="main" onPress={again}>
            {words.say("web.debrief.again")}
          </Button>
        }
      >
        <p>{remedy}</p>
      </Notice>
    </div>
  );
}
