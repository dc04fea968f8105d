// What is said: threads by who reads them, and one place to write.

import type { JSX } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { useModel, usePlayer } from "../../parts/context.js";
import { Dialog } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { StateMark } from "../../parts/state_mark.js";
import { bytesOf } from "../../parts/text.js";
import { refusalText } from "../refusal_text.js";
import { plainName, rivals } from "./facts.js";
import { useFacts } from "./play_context.js";
import { audienceWords, Listed, ThreadTabs } from "./thread_list.js";
import { audienceKey, threadsOf, unreadOf, type Audience, type Thread } from "./threads.js";

const TEXT_MAX = 2000; // bytes
const TELL_FROM = 1500; // only then is the count of interest

/** `begun` keeps what was begun in each thread while another one is open. */
function Composer({ thread, begun }: { thread: Thread; begun: Map<string, string> }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const [text, putText] = useState(begun.get(thread.key) ?? "");
  const setText = (changed: string): void => {
    begun.set(thread.key, changed);
    putText(changed);
  };
  const [sending, setSending] = useState(false);
  const [why, setWhy] = useState("");
  const ids = useId();
  const { words } = facts;
  const bytes = bytesOf(text.trim());
  const tooLong = bytes > TEXT_MAX;
  const send = async (): Promise<void> => {
    setSending(true);
    setWhy("");
    try {
      await player.say(thread.audience === "everyone", thread.audience === "everyone" ? [] : thread.audience, text.trim());
      setText("");
    } catch (refusal) {
      setWhy(refusalText(words, refusal));
    }
    setSending(false);
  };
  const shut = bytes === 0 || tooLong;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (!shut && !sending) void send();
      }}
    >
      <label class="field-label" for={`${ids}-text`}>
        {words.say("web.press.to", { states: audienceWords(facts, thread.audience) })}
      </label>
      <textarea
        id={`${ids}-text`}
        class="textarea"
        rows={3}
        value={text}
        dir="auto"
        aria-invalid={tooLong ? "true" : undefined}
        aria-describedby={`${ids}-help`}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !shut && !sending) void send();
        }}
      />
      <div class="composer-foot">
        <p id={`${ids}-help`} class={tooLong ? "field-error" : "field-help"}>
          {tooLong
            ? words.say("web.press.too_long", { over: bytes - TEXT_MAX })
            : bytes >= TELL_FROM
              ? words.say("web.press.bytes", { bytes, most: TEXT_MAX })
              : words.say("web.press.for_good")}
        </p>
        <Button
          kind="main"
          small
          busy={sending}
          disabled={shut}
          onPress={() => void send()}
          part="send"
        >
          <Icon name="send" />
          {words.say("web.press.send")}
        </Button>
      </div>
      {why && (
        <p class="field-error" role="alert">
          {why}
        </p>
      )}
    </form>
  );
}

/** Who is to read: any circle. */
function NewCircle({ onChoose, onClose }: { onChoose: (audience: Audience) => void; onClose: () => void }): JSX.Element {
  const facts = useFacts();
  const [circle, setCircle] = useState<number[]>([]);
  const { words } = facts;
  const others = rivals(facts, true);
  const toggle = (state: number, within: boolean): void =>
    setCircle(within ? [...circle, state].sort((a, b) => a - b) : circle.filter((one) => one !== state));
  return (
    <Dialog
      open
      title={words.say("web.press.new_title")}
      onClose={onClose}
      part="circle-dialog"
      actions={
        <Button
          kind="main"
          why={circle.length === 0 ? words.say("web.press.choose_first") : undefined}
          onPress={() => {
            onChoose(circle);
            onClose();
          }}
        >
          {words.say("web.press.begin")}
        </Button>
      }
    >
      <fieldset class="ticks">
        <legend>{words.say("web.press.who")}</legend>
        {others.map((state) => (
          <label key={state} class="tick">
            <input type="checkbox" checked={circle.includes(state)} onChange={(event) => toggle(state, event.currentTarget.checked)} />
            <StateMark state={state} size={24} />
            <span>{plainName(facts.briefing, state)}</span>
          </label>
        ))}
      </fieldset>
      <p class="soft small">{words.say("web.press.circle_help")}</p>
    </Dialog>
  );
}

export interface MessagesProps {
  /** Which thread is open, by its audience; who opens one from elsewhere sets it. */
  audience: Audience;
  onAudience: (audience: Audience) => void;
}

export function Messages({ audience, onAudience }: MessagesProps): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const press = useModel((model) => model.press);
  const pressSeen = useModel((model) => model.pressSeen);
  const [choosing, setChoosing] = useState(false);
  const [seen, setSeen] = useState<Record<string, number>>({});
  const { words, me } = facts;
  const key = audienceKey(audience);
  const threads = useMemo(() => {
    const known = threadsOf(press, me);
    return known.some((thread) => thread.key === key) ? known : [...known, { key, audience, messages: [] }];
  }, [press, me, key]);
  const chosen = threads.find((thread) => thread.key === key) ?? threads[0];
  const unread = (thread: Thread): number => unreadOf(thread, me, Math.max(pressSeen, seen[thread.key] ?? 0));
  const newest = Number(press[press.length - 1]?.number ?? 0);
  const begun = useRef(new Map<string, string>());
  const card = useRef<HTMLDivElement>(null);
  const inSight = useInSight(card);
  useEffect(() => {
    if (inSight && chosen && unread(chosen) > 0) setSeen({ ...seen, [chosen.key]: newest });
  }, [inSight, key, newest]);
  const left = threads.reduce((sum, thread) => sum + unread(thread), 0);
  useEffect(() => {
    if (left === 0 && newest > pressSeen) player.readPress();
  }, [left, newest, pressSeen]);
  return (
    <Card
      id="messages"
      title={words.say("web.press.title")}
      beside={
        <Button small kind="quiet" onPress={() => setChoosing(true)} part="new-circle">
          <Icon name="plus" />
          {words.say("web.press.new")}
        </Button>
      }
    >
      <div ref={card} class="stack">
        <ThreadTabs threads={threads} chosen={key} unread={unread} onChoose={onAudience} />
        {chosen && <Listed thread={chosen} />}
        {chosen && <Composer key={chosen.key} thread={chosen} begun={begun.current} />}
      </div>
      {choosing && <NewCircle onChoose={onAudience} onClose={() => setChoosing(false)} />}
    </Card>
  );
}

/** Whether any of an element is in sight, on a page that is looked at. */
function useInSight(element: { current: HTMLElement | null }): boolean {
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const watcher = new IntersectionObserver((entries) => setInSight(entries.some((entry) => entry.isIntersecting)));
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, []);
  return inSight;
}
