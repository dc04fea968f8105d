// The page of whoever runs an exercise. Private, and it looks so: a red frame and words that never leave the screen.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { LinkState, Watcher } from "../../model/api.js";
import type { Facilitator, FacilitatorModel } from "../../model/facilitator_api.js";
import { Button } from "../../parts/button.js";
import { useWatched, useWords } from "../../parts/context.js";
import { Page } from "../../parts/notice.js";
import { FacilitatorDoor } from "./door.js";
import { RoomScreen } from "./room_screen.js";

export interface FacilitateProps {
  facilitator: Facilitator;
  openWatcher: () => Watcher;
  code: string;
}

/** The words stand first in the page, for who hears it as for who sees it. */
export function PrivateFrame({ children }: { children: ComponentChildren }): JSX.Element {
  const words = useWords();
  return (
    <div class="private">
      <header class="private-words">
        <p data-part="private">{words.say("webfac.private")}</p>
      </header>
      {children}
    </div>
  );
}

export function FacilitateScreen({ facilitator, openWatcher, code }: FacilitateProps): JSX.Element {
  const model = useWatched(facilitator, (one) => one.model);
  // A reload of this tab comes back by the key that it keeps.
  const [comesBack, setComesBack] = useState(() => facilitator.resume(code));
  useEffect(() => () => facilitator.stop(), [facilitator]);
  useEffect(() => {
    if (model.link.kind === "refused" || model.link.kind === "none") setComesBack(false);
  }, [model.link.kind]);
  return (
    <PrivateFrame>
      <Shown facilitator={facilitator} openWatcher={openWatcher} model={model} code={model.code || code} comesBack={comesBack} />
    </PrivateFrame>
  );
}

/** The server was not reached at the first try. */
function isSlow(link: LinkState): boolean {
  return "attempt" in link && link.attempt > 1;
}

function Shown({ facilitator, openWatcher, model, code, comesBack }: FacilitateProps & { model: FacilitatorModel; comesBack: boolean }): JSX.Element {
  const { me, exercise, link } = model;
  if (me && exercise) return <RoomScreen facilitator={facilitator} openWatcher={openWatcher} model={model} entered={me} state={exercise} />;
  if (me || comesBack) return <OnTheWay facilitator={facilitator} slow={isSlow(link)} />;
  return <FacilitatorDoor facilitator={facilitator} code={code} refused={link.kind === "refused" ? link.refusal : null} slow={isSlow(link)} />;
}

function OnTheWay({ facilitator, slow }: { facilitator: Facilitator; slow: boolean }): JSX.Element {
  const words = useWords();
  return (
    <Page>
      <h1>{words.say("webfac.door.title")}</h1>
      <p role="status">{words.say(slow ? "web.join.unreached" : "webfac.door.asking")}</p>
      {slow && (
        <p class="row link-row">
          <a href="/check">{words.say("web.link.check")}</a>
          <Button small onPress={() => facilitator.forget()}>
            {words.say("web.connecting.give_up")}
          </Button>
        </p>
      )}
    </Page>
  );
}
