// A screen that is loaded when it is needed: words until it is there, and words when it cannot be had.

import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../parts/button.js";
import { useWords } from "../parts/context.js";
import { Notice, Page } from "../parts/notice.js";

export interface LaterProps<P> {
  load: () => Promise<ComponentType<P>>;
  props: P;
}

type Loaded<P> = { kind: "coming" } | { kind: "there"; screen: ComponentType<P> } | { kind: "failed" };

export function Later<P extends object>({ load, props }: LaterProps<P>): JSX.Element {
  const words = useWords();
  const [loaded, setLoaded] = useState<Loaded<P>>({ kind: "coming" });
  useEffect(() => {
    let wanted = true;
    const put = (now: Loaded<P>): void => {
      if (wanted) setLoaded(now);
    };
    load().then(
      (screen) => put({ kind: "there", screen }),
      () => put({ kind: "failed" }),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (loaded.kind === "there") {
    const Screen = loaded.screen;
    return <Screen {...props} />;
  }
  if (loaded.kind === "coming")
    return (
      <Page>
        <p role="status">{words.say("web.later.coming")}</p>
      </Page>
    );
  return (
    <Page>
      <Notice
        tone="bad"
        title={words.say("web.later.failed")}
        actions={
          <Button kind="main" onPress={() => location.reload()}>
            {words.say("web.lost.reload")}
          </Button>
        }
      >
        <p>{words.say("web.later.remedy")}</p>
      </Notice>
    </Page>
  );
}
