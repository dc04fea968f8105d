// What stands between this device and a game: for a student before class, and for whoever runs the network.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { CHECKS, isLoopback, playable, runChecksHere, type Check, type CheckName, type Verdict } from "../../model/check.js";
import { Button } from "../../parts/button.js";
import { useWords } from "../../parts/context.js";
import { Icon } from "../../parts/icon.js";
import { Notice, Page } from "../../parts/notice.js";
import { PageFoot } from "../page_foot.js";
import type { Words } from "../../words/api.js";

type Run = (tell: (check: Check) => void) => Promise<void>;

export interface CheckScreenProps {
  run?: Run; // for tests and pictures
}

export function CheckScreen({ run = runChecksHere }: CheckScreenProps): JSX.Element {
  const words = useWords();
  const [found, setFound] = useState<ReadonlyMap<CheckName, Check>>(new Map());
  const [round, setRound] = useState(0);
  const [running, setRunning] = useState(true);
  useEffect(() => {
    let wanted = true;
    setFound(new Map());
    setRunning(true);
    const done = (): void => {
      if (wanted) setRunning(false);
    };
    run((check) => {
      if (wanted) setFound((before) => new Map(before).set(check.name, check));
    }).then(done, done);
    return () => {
      wanted = false;
    };
  }, [round]);
  return (
    <Page>
      <h1>{words.say("web.check.title")}</h1>
      <p class="prose">{words.say("web.check.what")}</p>
      {isLoopback(location.hostname) && (
        <Notice tone="warn" title={words.say("web.check.loopback", { host: location.hostname })} part="check-loopback">
          <p>{words.say("web.check.loopback_remedy")}</p>
        </Notice>
      )}
      <Overall verdict={playable(found)} />
      <ul class="checks" aria-busy={running ? "true" : "false"}>
        {CHECKS.map((name) => (
          <Row key={name} name={name} check={found.get(name)} />
        ))}
      </ul>
      <div class="row no-print">
        <Button kind="main" busy={running} onPress={() => setRound((count) => count + 1)} part="check-again">
          {words.say("web.check.again")}
        </Button>
        <Copy text={asText(words, found)} />
      </div>
      <PageFoot />
    </Page>
  );
}

const OVERALL: Record<Verdict, string> = { good: "web.check.all_good", fair: "web.check.all_fair", bad: "web.check.all_bad" };
const TONES = { good: "good", fair: "warn", bad: "bad" } as const;

function Overall({ verdict }: { verdict: Verdict | null }): JSX.Element {
  const words = useWords();
  const tone = verdict === null ? "plain" : TONES[verdict];
  return (
    <div role="status">
      <Notice tone={tone} title={words.say(verdict === null ? "web.check.running" : OVERALL[verdict])} part="check-all" />
    </div>
  );
}

const TITLES: Record<CheckName, string> = {
  server: "web.check.server",
  socket: "web.check.socket",
  poll: "web.check.poll",
  storage: "web.check.storage",
  clock: "web.check.clock",
  width: "web.check.width",
  language: "web.check.language",
  wake: "web.check.wake",
};

const VERDICTS: Record<Verdict, { key: string; icon: "check" | "same" | "close" }> = {
  good: { key: "web.check.good", icon: "check" },
  fair: { key: "web.check.fair", icon: "same" },
  bad: { key: "web.check.bad", icon: "close" },
};

function Row({ name, check }: { name: CheckName; check: Check | undefined }): JSX.Element {
  const words = useWords();
  const verdict = check ? VERDICTS[check.verdict] : null;
  return (
    <li class={check ? `check check-${check.verdict}` : "check"} data-part={`check-${name}`}>
      <div class="row-apart">
        <h2 class="check-name">{words.say(TITLES[name])}</h2>
        <span class="check-verdict">
          {verdict && <Icon name={verdict.icon} />}
          {words.say(verdict ? verdict.key : "web.check.trying")}
        </span>
      </div>
      {check && <p class={check.remedy ? "check-found" : undefined}>{words.say(check.key, check.slots)}</p>}
      {check?.remedy && <p>{words.say(check.remedy, check.slots)}</p>}
    </li>
  );
}

/** For a message to whoever helps: the same as on the page, and which browser it was. */
function asText(words: Words, found: ReadonlyMap<CheckName, Check>): string {
  const lines = CHECKS.flatMap((name) => {
    const check = found.get(name);
    if (!check) return [];
    return [`${words.say(TITLES[name])}: ${words.say(VERDICTS[check.verdict].key)}. ${words.say(check.key, check.slots)}`];
  });
  return [location.origin, navigator.userAgent, ...lines].join("\n");
}

function Copy({ text }: { text: string }): JSX.Element {
  const words = useWords();
  const [told, setTold] = useState("");
  const copy = (): void => {
    const put = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error());
    put.then(
      () => setTold(words.say("web.check.copied")),
      () => setTold(words.say("web.check.not_copied")),
    );
  };
  return (
    <>
      <Button onPress={copy} part="check-copy">
        <Icon name="copy" />
        {words.say("web.check.copy")}
      </Button>
      <span role="status">{told}</span>
    </>
  );
}
