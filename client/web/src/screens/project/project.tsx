// The projector's page: the public view for a wall. Nothing on it needs to be pressed, and nothing private can come to
// it: it looks on as a spectator does.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { LinkState, WatchModel, Watcher } from "../../model/api.js";
import { Button } from "../../parts/button.js";
import { useWatched, useWords } from "../../parts/context.js";
import { Notice } from "../../parts/notice.js";
import { LanguageChoice } from "../../parts/preferences.js";
import { Title } from "../../parts/said.js";
import { whyNotWords } from "../refusal_text.js";
import { ProjectedDebrief } from "./debrief.js";
import { WayIn } from "./door.js";
import { WorldPanel } from "./panel.js";
import { personsOf, sizeOf, stageOf } from "./stage.js";

const AGAIN_MS = 10_000;
const TRIES_MAX = 360; // an hour: nobody stands at a wall to press

/** Begins to look on, and begins again after a refusal. */
function useProjected(watcher: Watcher, code: string): { model: WatchModel; fault: unknown; again: () => void } {
  const [fault, setFault] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const model = useWatched(watcher, (source) => source.model);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    watcher.watch(code, "newest").then(
      () => {
        if (wanted) setFault(null);
      },
      (cause: unknown) => {
        if (!wanted) return;
        setFault(cause);
        if (tries < TRIES_MAX) timer = setTimeout(() => setTries(tries + 1), AGAIN_MS);
      },
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [watcher, code, tries]);
  const isPutOut = model.link.kind === "refused" && fault === null; // whoever put it out may take that back
  useEffect(() => {
    if (!isPutOut || tries >= TRIES_MAX) return;
    const timer = setTimeout(() => setTries(tries + 1), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isPutOut, tries]);
  return { model, fault, again: () => setTries(tries + 1) };
}

export function ProjectScreen({ watcher, code }: { watcher: Watcher; code: string }): JSX.Element {
  const words = useWords();
  const { model, fault, again } = useProjected(watcher, code);
  const watching = model.worlds[0]?.watching;
  return (
    <main class="project" id="main" tabIndex={-1}>
      <header class="project-head">
        <h1>{watching ? <Title texts={watching.texts} name={watching.scenario} /> : words.say("web_project.title")}</h1>
        <Head model={model} code={code} />
      </header>
      {model.worlds.length > 0 ? <Shown watcher={watcher} model={model} code={code} /> : <NotShown fault={fault} link={model.link} onAgain={again} />}
      <Foot link={model.link} shown={model.worlds.length > 0} />
    </main>
  );
}

/** During play: the way in stays in sight for who comes late. */
function Head({ model, code }: { model: WatchModel; code: string }): JSX.Element | null {
  const words = useWords();
  if (model.worlds.length === 0 || stageOf(model).kind !== "play") return null;
  const { persons, places } = personsOf(model.worlds);
  return (
    <p class="project-late" data-part="project-late">
      <span>{words.say("web_project.code", { code: model.worlds[0]?.watching.code || code.toUpperCase() })}</span>{" "}
      {places > 0 && <span>{words.say("web_project.persons", { persons, places })}</span>}
    </p>
  );
}

function Shown({ watcher, model, code }: { watcher: Watcher; model: WatchModel; code: string }): JSX.Element {
  const stage = stageOf(model);
  switch (stage.kind) {
    case "door":
      return <WayIn worlds={model.worlds} code={code} />;
    case "play":
      return (
        <div class={`project-worlds project-${sizeOf(model.worlds.length)}`}>
          {model.worlds.map((world) => (
            <WorldPanel key={world.index} watcher={watcher} world={world} count={model.worlds.length} />
          ))}
        </div>
      );
    case "debrief":
      return <ProjectedDebrief watcher={watcher} step={stage.step} world={stage.world} worlds={model.worlds.length} />;
  }
}

function NotShown({ fault, link, onAgain }: { fault: unknown; link: LinkState; onAgain: () => void }): JSX.Element {
  const words = useWords();
  const cause = link.kind === "refused" || link.kind === "gone" ? link.refusal : fault;
  if (!cause) return <p role="status">{words.say("web.watch.connecting")}</p>;
  const { sentence, remedy } = whyNotWords(words, cause);
  return (
    <div role="alert">
      <Notice tone="bad" title={sentence} part="project-refused" actions={<Button onPress={onAgain}>{words.say("web.watch.again")}</Button>}>
        <p>
          {remedy} {words.say("web_step.again_by_itself")}
        </p>
      </Notice>
    </div>
  );
}

function Foot({ link, shown }: { link: LinkState; shown: boolean }): JSX.Element {
  const words = useWords();
  return (
    <footer class="project-foot no-print">
      <p class="soft">
        {words.say("web_project.public")} {shown && link.kind === "lost" && <strong role="status">{words.say("web.watch.lost")}</strong>}
      </p>
      <div class="row row-middle">
        <LanguageChoice hideLegend />
        <FullScreen />
      </div>
    </footer>
  );
}

/** Absent where the browser cannot. */
function FullScreen(): JSX.Element | null {
  const words = useWords();
  const [full, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const look = (): void => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const press = (): void => {
    const done = full ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    done.catch(() => undefined); // then the page stays as it is
  };
  return (
    <Button small onPress={press} part="full-screen">
      {words.say(full ? "web_project.small" : "web_project.full")}
    </Button>
  );
}
