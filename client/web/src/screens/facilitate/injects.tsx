// The news that are planned, those that came, and new ones.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind, type ExerciseInject, type Inject } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Card } from "../../parts/card.js";
import { Disclosure } from "../../parts/disclosure.js";
import { Stepper } from "../../parts/stepper.js";
import { harmless } from "../../words/harmless.js";
import { foreign } from "../../words/texts.js";
import { focusOn } from "./focus.js";
import { coming, isComing, receiversWords, textOf, triggerWords, wasSent } from "./inject_facts.js";
import { InjectForm } from "./inject_form.js";
import { ActDialog, AskButton } from "./pieces.js";
import { useRoom } from "./room.js";

export function Injects(): JSX.Element {
  const { words, state } = useRoom();
  const [writes, setWrites] = useState(false);
  const next = coming(state);
  const over = state.injects.filter((row) => !isComing(state, row));
  const first = next[0]?.inject;
  return (
    <Card id="injects" title={words.say("webfac.inject.title")} beside={first ? words.say("webfac.inject.next", { when: triggerWords(words, first) }) : undefined}>
      {next.length === 0 && <p class="soft">{words.say("webfac.inject.none")}</p>}
      <ul class="injects">
        {next.map((row) => row.inject && <Coming key={row.inject.number} row={row} inject={row.inject} />)}
      </ul>
      <div>
        <AskButton name="inject-new" kind={ActKind.ACT_INJECT} world={null} words={words.say("webfac.inject.new")} onPress={() => setWrites(true)} />
      </div>
      {over.length > 0 && (
        <Disclosure quiet summary={words.say("webfac.inject.over", { count: over.length })} part="injects-over">
          {() => <ul class="injects">{over.map((row) => row.inject && <Over key={row.inject.number} row={row} inject={row.inject} />)}</ul>}
        </Disclosure>
      )}
      {writes && <InjectForm onClose={() => setWrites(false)} />}
    </Card>
  );
}

function InjectText({ inject }: { inject: Inject }): JSX.Element {
  const { words } = useRoom();
  const { text, lang } = textOf(inject, words.language);
  return (
    <p class="inject-text" dir="auto" lang={foreign(lang, words.language)}>
      {text}
    </p>
  );
}

function InjectWords({ inject, when }: { inject: Inject; when: string }): JSX.Element {
  const { words, state } = useRoom();
  const slots = { number: inject.number, when, to: receiversWords(words, state, inject), source: inject.source ? harmless(inject.source) : words.say("webfac.inject.control") };
  return (
    <>
      <p class="small soft">{words.say("webfac.inject.head", slots)}</p>
      <InjectText inject={inject} />
      {inject.misleading && <p class="small misleading">{words.say("webfac.inject.misleading_tag")}</p>}
    </>
  );
}

type Asks = "" | "send" | "postpone" | "cancel";

function Coming({ row, inject }: { row: ExerciseInject; inject: Inject }): JSX.Element {
  const { words, state } = useRoom();
  const [asks, setAsks] = useState<Asks>("");
  const away = (): void => setAsks("");
  const world = inject.world?.state ?? null;
  return (
    <li class="stack-tight" data-part={`inject-${inject.number}`}>
      <InjectWords inject={inject} when={triggerWords(words, inject)} />
      {row.sent !== 0 && <p class="small soft">{words.say("webfac.inject.partly")}</p>}
      <div class="row">
        <AskButton name="inject-send" kind={ActKind.ACT_INJECT_SEND} world={world} words={words.say("webfac.inject.send")} onPress={() => setAsks("send")} />
        <AskButton name="inject-postpone" kind={ActKind.ACT_INJECT_POSTPONE} world={world} words={words.say("webfac.inject.postpone")} onPress={() => setAsks("postpone")} />
        <AskButton name="inject-cancel" kind={ActKind.ACT_INJECT_CANCEL} world={world} words={words.say("webfac.inject.cancel")} onPress={() => setAsks("cancel")} />
      </div>
      {asks === "send" && (
        <ActDialog part="send-dialog" title={words.say("webfac.inject.ask_send", { to: receiversWords(words, state, inject) })} yes={words.say("webfac.inject.send")} act={() => acts.injectSend(inject.number)} onClose={away} onDone={() => focusOn("injects")}>
          <InjectText inject={inject} />
        </ActDialog>
      )}
      {asks === "cancel" && (
        <ActDialog danger part="cancel-dialog" title={words.say("webfac.inject.ask_cancel")} yes={words.say("webfac.inject.cancel")} act={() => acts.injectCancel(inject.number)} onClose={away} onDone={() => focusOn("injects")}>
          <InjectText inject={inject} />
        </ActDialog>
      )}
      {asks === "postpone" && <PostponeDialog inject={inject} onClose={away} />}
    </li>
  );
}

/** It and all later ones move together, so that their order and distance stay. */
function PostponeDialog({ inject, onClose }: { inject: Inject; onClose: () => void }): JSX.Element {
  const { words } = useRoom();
  const [turns, setTurns] = useState(1);
  return (
    <ActDialog part="postpone-dialog" title={words.say("webfac.inject.ask_postpone")} yes={words.say("webfac.inject.postpone_by", { turns })} act={() => acts.injectPostpone(inject.number, turns)} onClose={onClose}>
      <p>{words.say("webfac.inject.postpone_what")}</p>
      <div>
        <Stepper label={words.say("webfac.inject.turns")} value={turns} least={1} most={20} onChange={setTurns} part="turns" />
      </div>
    </ActDialog>
  );
}

function Over({ row, inject }: { row: ExerciseInject; inject: Inject }): JSX.Element {
  const { words, state } = useRoom();
  return (
    <li class="stack-tight">
      <InjectWords inject={inject} when={words.say(row.cancelled && !wasSent(state, row) ? "webfac.inject.cancelled" : "webfac.inject.sent")} />
    </li>
  );
}
