// Before play: how one joins, so large that the last row can read it.

import type { JSX } from "preact";

import type { WatchedWorld } from "../../model/api.js";
import { useWords } from "../../parts/context.js";
import { QrCode } from "../../parts/qr.js";
import { harmless } from "../../words/harmless.js";
import { personsOf } from "./stage.js";

export function WayIn({ worlds, code: asked }: { worlds: readonly WatchedWorld[]; code: string }): JSX.Element {
  const words = useWords();
  const watching = worlds[0]?.watching;
  const code = watching?.code || asked.toUpperCase();
  const link = watching?.link || `${location.origin}/join/${encodeURIComponent(code)}`;
  const path = link.lastIndexOf("/join/") + 1; // where a line may end: a code that is torn is typed wrong
  const { persons, places } = personsOf(worlds);
  const byHand = worlds.some(({ clock }) => clock?.startByHand);
  return (
    <div class="project-door" data-part="project-door">
      <QrCode text={link} label={words.say("web_project.qr", { link })} />
      <div class="project-way">
        <p class="project-link">
          {link.slice(0, path)}
          <wbr />
          {link.slice(path)}
        </p>
        <p class="project-code" aria-label={words.say("web_project.code", { code })}>
          {code}
        </p>
        <p class="project-persons" role="status">
          {places > 0 ? words.say("web_project.persons", { persons, places }) : words.say("web_project.persons_only", { persons })}
        </p>
        {byHand && <p>{words.say("web_step.lobby.by_hand")}</p>}
        {worlds.length > 1 && (
          <p class="project-names">
            {words.say("web_project.worlds", { worlds: words.list(worlds.map(({ watching: one }) => harmless(one.worldName))) })}
          </p>
        )}
      </div>
    </div>
  );
}
