// One world among the others: its turn, its clock, who is ready, and what the clock can be told at one press.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind, SignKind, type ExerciseWorld, type Sign } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { useEachSecond } from "../../parts/context.js";
import type { Words } from "../../words/api.js";
import { harmless } from "../../words/harmless.js";
import { stateLetter } from "../../words/states.js";
import { clockFace } from "../play/facts.js";
import { seatName, worldName } from "./act_words.js";
import { ResolveDialog, PauseDialog } from "./clock_dialogs.js";
import { countsOf, ownerOf, phaseOf, standingOf, worldSeconds } from "./facts.js";
import { ActButton, ActFault, AskButton } from "./pieces.js";
import { useActing, useRoom, useScoped, type Acting } from "./room.js";
import { tensionWords } from "./tension.js";

export interface WorldCardProps {
  world: number;
  compact: boolean;
  isOpen: boolean;
  needsLook: boolean;
  onOpen: (world: number | null) => void;
}

export function WorldCard({ world, compact, isOpen, needsLook, onOpen }: WorldCardProps): JSX.Element | null {
  const { words, state } = useRoom();
  const told = state.worlds[world];
  if (!told) return null;
  const name = worldName(state, world);
  const classes = ["world", isOpen ? "world-open" : "", needsLook ? "world-look" : ""].filter(Boolean);
  return (
    <li class={classes.join(" ")} data-part={`world-${name}`}>
      <div class="world-head">
        <h3>
          <button type="button" class="world-name" aria-expanded={isOpen ? "true" : "false"} onClick={() => onOpen(isOpen ? null : world)} data-part="open-world">
            {words.say("webfac.world.name", { world: name })}
          </button>
        </h3>
        {needsLook && <p class="world-flag">{words.say("webfac.world.look")}</p>}
        <WorldTime world={told} />
      </div>
      <WorldFacts world={told} />
      <SeatLetters world={world} />
      <Signs world={world} />
      {!compact && <WorldActs world={world} />}
    </li>
  );
}

/** "Turn 5 · 1:12", counting here from what the server said and when. */
export function WorldTime({ world }: { world: ExerciseWorld }): JSX.Element {
  const { words, at, facilitator } = useRoom();
  const left = useEachSecond(() => worldSeconds(world, at, facilitator.now()));
  const phase = phaseOf(world);
  const turn = world.clock?.turn ?? 0;
  const practice = world.clock?.practice ? ` ${words.say("webfac.world.practice")}` : "";
  if (phase === "lobby") return <p class="world-time">{words.say("webfac.world.lobby")}</p>;
  if (phase === "ended") return <p class="world-time">{words.say("webfac.world.ended", { turn })}</p>;
  return (
    <p class="world-time">
      {words.say("web.turn", { turn })}
      {practice} <strong class={phase === "paused" ? "world-paused" : "world-left"}>{left === null ? words.say("webfac.world.no_limit") : clockFace(left)}</strong>
      {phase === "paused" && <strong> {words.say("webfac.world.paused")}</strong>}
    </p>
  );
}

function WorldFacts({ world }: { world: ExerciseWorld }): JSX.Element {
  const { words, state } = useRoom();
  const { seats, ready, here, persons, bots } = countsOf(world);
  const owner = ownerOf(state, world);
  return (
    <p class="world-facts">
      <span>{words.say("webfac.world.ready", { ready, seats })}</span> <span>{words.say("webfac.world.here", { here, persons })}</span>{" "}
      {bots > 0 && <span>{words.say("webfac.world.bots", { bots })}</span>} <span>{tensionWords(words, world.tension)}</span>{" "}
      {owner && <span>{words.say("webfac.world.owner", { name: harmless(owner.name) })}</span>}
    </p>
  );
}

/** A letter a state and a letter for how it stands, and for who hears the page its name in words. */
export function SeatLetters({ world }: { world: number }): JSX.Element {
  const { words, state } = useRoom();
  return (
    <ol class="seat-letters">
      {(state.worlds[world]?.seats ?? []).map((seat, number) => {
        const standing = standingOf(seat);
        return (
          <li key={number} class={`seat-letter seat-${standing}`}>
            <span aria-hidden="true">{stateLetter(number)}</span>
            <b aria-hidden="true">{words.say(`webfac.letter.${standing}`)}</b>
            <span class="unseen">{words.say("webfac.seat.stands", { state: seatName(words, state, world, number), how: words.say(`webfac.standing.${standing}`) })}</span>
          </li>
        );
      })}
    </ol>
  );
}

const SIGNS: Partial<Record<SignKind, string>> = {
  [SignKind.SIGN_SPIRAL]: "webfac.sign.spiral",
  [SignKind.SIGN_WAR]: "webfac.sign.war",
  [SignKind.SIGN_CHAIN_GANG]: "webfac.sign.chain_gang",
  [SignKind.SIGN_BUCK_PASS]: "webfac.sign.buck_pass",
  [SignKind.SIGN_MOBILISED]: "webfac.sign.mobilised",
};

export function signWords(words: Words, state: Parameters<typeof seatName>[1], world: number, sign: Sign): string {
  const states = words.list(sign.states.map((seat) => seatName(words, state, world, seat)));
  const key = SIGNS[sign.kind];
  return key ? words.say(key, { states, first: sign.first, last: sign.last }) : "";
}

export function Signs({ world }: { world: number }): JSX.Element | null {
  const { words, state } = useRoom();
  const told = (state.worlds[world]?.signs ?? []).map((sign) => signWords(words, state, world, sign)).filter(Boolean);
  if (told.length === 0) return null;
  return (
    <ul class="signs">
      {told.map((sign) => (
        <li key={sign}>{sign}</li>
      ))}
    </ul>
  );
}

/** One button, so that who paused with it can go on from where the focus is. */
function PauseOrResume({ world, paused, acting, onAsk }: { world: number; paused: boolean; acting: Acting; onAsk: () => void }): JSX.Element {
  const { words } = useRoom();
  const { label, shut } = useScoped(world);
  const said = words.say(paused ? "webfac.act.resume" : "webfac.act.pause");
  return (
    <Button
      small
      kind={paused ? "main" : "plain"}
      label={label(said)}
      why={shut(paused ? ActKind.ACT_RESUME : ActKind.ACT_PAUSE)}
      busy={acting.busy.has("resume")}
      onPress={() => (paused ? acting.run(acts.resume(world), "resume") : onAsk())}
      part={paused ? "resume" : "pause"}
    >
      {said}
    </Button>
  );
}

/** What the clock of a world can be told at one press. Nothing in the lobby and after the end. */
export function WorldActs({ world }: { world: number }): JSX.Element | null {
  const { words, state } = useRoom();
  const acting = useActing();
  const [asks, setAsks] = useState<"" | "pause" | "resolve">("");
  const told = state.worlds[world];
  const phase = told ? phaseOf(told) : "ended";
  if (!told || phase === "lobby" || phase === "ended") return null;
  const limitless = told.clock?.remaining ? undefined : words.say("webfac.why.no_limit");
  return (
    <div class="stack-tight">
      <div class="row world-acts">
        <ActButton acting={acting} name="extend" kind={ActKind.ACT_EXTEND} world={world} words={words.say("webfac.act.extend")} why={limitless} act={() => acts.extend(state, world, 60)} />
        <PauseOrResume world={world} paused={phase === "paused"} acting={acting} onAsk={() => setAsks("pause")} />
        <AskButton name="resolve" kind={ActKind.ACT_RESOLVE} world={world} words={words.say("webfac.act.resolve")} onPress={() => setAsks("resolve")} />
      </div>
      <ActFault acting={acting} />
      {asks === "pause" && <PauseDialog world={world} onClose={() => setAsks("")} />}
      {asks === "resolve" && <ResolveDialog world={world} onClose={() => setAsks("")} />}
    </div>
  );
}
