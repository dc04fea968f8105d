// Threads of messages to choose from, and the one that is chosen: for who writes in it and for who only reads. Names and
// texts are other people's: they are shown as text and as nothing else.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { Press } from "../../gen/spiral/v1/world_pb.js";
import { EmptyState } from "../../parts/notice.js";
import { StateMark } from "../../parts/state_mark.js";
import { harmlessLines } from "../../words/harmless.js";
import { plainName, type Facts } from "./facts.js";
import { useFacts } from "./play_context.js";
import { Unread } from "./strip.js";
import { EVERYONE, type Audience, type Thread } from "./threads.js";

export function audienceWords(facts: Facts, audience: Audience): string {
  if (audience === "everyone") return facts.words.say("web.press.everyone");
  return facts.words.list(audience.map((state) => plainName(facts.briefing, state)));
}

function ThreadTab(props: { thread: Thread; chosen: boolean; unread: number; onChoose: () => void }): JSX.Element {
  const facts = useFacts();
  const { thread, chosen, unread } = props;
  return (
    <li>
      <button
        type="button"
        class="thread-tab"
        aria-pressed={chosen ? "true" : "false"}
        onClick={props.onChoose}
        data-part={`thread-${thread.key}`}
      >
        {thread.audience !== "everyone" && thread.audience.map((state) => <StateMark key={state} state={state} size={22} />)}
        <span>{audienceWords(facts, thread.audience)}</span>
        {unread > 0 && <Unread count={unread} />}
      </button>
    </li>
  );
}

function Message({ message }: { message: Press }): JSX.Element {
  const facts = useFacts();
  const mine = message.from === facts.me;
  const name = mine ? facts.words.say("press.you") : plainName(facts.briefing, message.from);
  return (
    <li class={mine ? "message message-mine" : "message"}>
      <p class="message-head">
        <StateMark state={message.from} size={20} />
        <strong>{name}</strong>
        <span class="soft">{facts.words.say("web.press.turn", { turn: message.turn })}</span>
      </p>
      <p class="message-text" dir="auto">
        {harmlessLines(message.text)}
      </p>
    </li>
  );
}

export function Listed({ thread }: { thread: Thread }): JSX.Element {
  const facts = useFacts();
  const end = useRef<HTMLOListElement>(null);
  const count = thread.messages.length;
  useEffect(() => {
    const list = end.current;
    if (list) list.scrollTop = list.scrollHeight; // the newest in sight, without moving the page
  }, [thread.key, count]);
  if (count === 0) return <EmptyState>{facts.words.say(thread.key === EVERYONE ? "web.press.none" : "web.press.none_here")}</EmptyState>;
  return (
    <ol class="message-list" ref={end} tabIndex={0} aria-label={audienceWords(facts, thread.audience)}>
      {thread.messages.map((message) => (
        <Message key={String(message.number)} message={message} />
      ))}
    </ol>
  );
}

export interface ThreadTabsProps {
  threads: readonly Thread[];
  chosen: string; // key
  unread?: (thread: Thread) => number;
  onChoose: (audience: Audience) => void;
}

export function ThreadTabs({ threads, chosen, unread, onChoose }: ThreadTabsProps): JSX.Element {
  const { words } = useFacts();
  return (
    <ul class="thread-tabs" aria-label={words.say("web.press.threads")}>
      {threads.map((thread) => (
        <ThreadTab
          key={thread.key}
          thread={thread}
          chosen={thread.key === chosen}
          unread={unread?.(thread) ?? 0}
          onChoose={() => onChoose(thread.audience)}
        />
      ))}
    </ul>
  );
}
