// Everything at once: all worlds, what is asked, news to come, and what is done for all of them together.

import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { ExerciseState, Facilitating } from "../../gen/spiral/v1/exercise_pb.js";
import type { Watcher } from "../../model/api.js";
import type { Facilitator, FacilitatorModel, Look } from "../../model/facilitator_api.js";
import { useWords } from "../../parts/context.js";
import { LiveRegion } from "../../parts/live_region.js";
import { Notice } from "../../parts/notice.js";
import { AllBar } from "./all_bar.js";
import { DebriefControl } from "./debrief_control.js";
import { Deeds } from "./deeds.js";
import { Facilitators } from "./facilitators.js";
import { Header } from "./header.js";
import { Injects } from "./injects.js";
import { Keys } from "./keys_view.js";
import { focusLooked, LookView } from "./look_view.js";
import { QuestionsCard } from "./questions.js";
import { meOf, RoomContext, type Room } from "./room.js";
import { Share } from "./share.js";
import { WorldDetail } from "./world_detail.js";
import { Worlds } from "./worlds.js";

export interface RoomScreenProps {
  facilitator: Facilitator;
  openWatcher: () => Watcher;
  model: FacilitatorModel;
  entered: Facilitating;
  state: ExerciseState;
}

export function RoomScreen({ facilitator, openWatcher, model, entered, state }: RoomScreenProps): JSX.Element {
  const words = useWords();
  const [told, setTold] = useState("");
  const tell = useCallback((text: string) => setTold(text), []);
  const [opened, setOpened] = useState<number | null>(() => (state.worlds.length === 1 ? 0 : null));
  const open = opened !== null && opened < state.worlds.length ? opened : null;
  useNews(model, words.say.bind(words), tell);
  useComingBack(model.look);
  const room = useMemo<Room>(
    () => ({ words, facilitator, state, at: model.exerciseAt, me: meOf(state, entered), openWatcher, tell }),
    [words, facilitator, state, model.exerciseAt, entered, openWatcher, tell],
  );
  return (
    <RoomContext.Provider value={room}>
      <LiveRegion polite={told} assertive="" />
      <div hidden={model.look !== null}>
        <a class="skip" href="#main">
          {words.say("web.skip")}
        </a>
        <Header />
        <main class="fac" id="main" tabIndex={-1}>
          {model.link.kind === "lost" && <Notice tone="warn" title={words.say("webfac.link.lost")} part="fac-lost" />}
          <AllBar />
          <div class={state.card ? "fac-columns fac-debriefs" : "fac-columns"}>
            <div class="fac-worlds">
              <Worlds open={open} onOpen={setOpened} />
              {open !== null && <WorldDetail key={open} world={open} onClose={() => setOpened(null)} />}
            </div>
            <div class="fac-desk">
              {/* what comes next stands first: questions in play, the debrief once it has begun */}
              {state.card && <DebriefControl key="debrief" />}
              <QuestionsCard key="questions" />
              <Injects key="injects" />
              {!state.card && <DebriefControl key="debrief" />}
            </div>
          </div>
          <div class="fac-more">
            <Share />
            <Facilitators />
            <Deeds />
          </div>
        </main>
      </div>
      {model.look ? <LookView look={model.look} link={model.link} /> : <Keys open={open} onOpen={setOpened} />}
    </RoomContext.Provider>
  );
}

/** Who has looked at a seat is where they were: the place on the page, and the button. */
function useComingBack(look: Look | null): void {
  const before = useRef<{ look: Look; top: number } | null>(null);
  if (look && !before.current) before.current = { look, top: window.scrollY };
  useLayoutEffect(() => {
    const left = before.current;
    if (look || !left) return;
    before.current = null;
    window.scrollTo(0, left.top);
    focusLooked(left.look);
  }, [look === null]);
}

/** What the model has to say, once each. */
function useNews(model: FacilitatorModel, say: (key: string, slots: Record<string, string | number>) => string, tell: (text: string) => void): void {
  const last = useRef<number | null>(null);
  useEffect(() => {
    const { news } = model;
    if (!news || news.at === last.current) return;
    last.current = news.at;
    tell(say(news.key, news.slots));
  }, [model.news]);
}
