// Which exercise this is, who is in it, and how much of the session is left for the debrief.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { useEachSecond } from "../../parts/context.js";
import { Dialog } from "../../parts/dialog.js";
import { LanguageChoice, ThemeChoice } from "../../parts/preferences.js";
import { Title } from "../../parts/said.js";
import { showFacilitate } from "../../router.js";
import { harmless } from "../../words/harmless.js";
import { clockFace } from "../play/facts.js";
import { GUARD_PERCENT, guardOf, openQuestions, RIGHTS_NAMES, usedSeconds } from "./facts.js";
import { KeysChoice } from "./keys_view.js";
import { useRoom } from "./room.js";

export function Header(): JSX.Element {
  const { words, state, me } = useRoom();
  const [menu, setMenu] = useState(false);
  const waiting = openQuestions(state).length;
  return (
    <section class="fac-head" aria-labelledby="fac-title">
      <div class="fac-head-row">
        <h1 class="fac-title" id="fac-title">
          <span class="code">{state.code}</span> <span class="fac-scenario">
            <Title texts={state.texts} name={state.scenario} />
          </span>
        </h1>
        <p data-part="persons">{words.say("webfac.head.persons", { persons: state.persons, places: state.places })}</p>
        <Plan />
        <p class="fac-me">{words.say("webfac.head.me", { name: harmless(me.name), rights: words.say(`webfac.rights.${RIGHTS_NAMES[me.rights]}`) })}</p>
        <a class="fac-jump" href="#questions">
          {words.say("webfac.head.questions", { count: waiting })}
        </a>
        <Button small kind="quiet" onPress={() => setMenu(true)} part="fac-menu">
          {words.say("web.menu")}
        </Button>
      </div>
      {menu && <Menu onClose={() => setMenu(false)} />}
    </section>
  );
}

/** The plan, and whether the debrief gets its share: said in words, not by colour. */
function Plan(): JSX.Element | null {
  const { words, state, at, facilitator } = useRoom();
  const used = useEachSecond(() => Math.floor(usedSeconds(state, at, facilitator.now())));
  const guard = guardOf(state, at, facilitator.now());
  if (!guard) return state.started ? <p data-part="plan">{words.say("webfac.plan.none", { used: clockFace(used) })}</p> : null;
  const slots = {
    used: clockFace(used),
    plan: Math.round(state.planSeconds / 60),
    begins: clockFace(guard.begins),
    left: Math.floor(guard.left / 60),
    percent: guard.percent,
    least: GUARD_PERCENT,
  };
  return (
    <>
      <p data-part="plan">{words.say("webfac.plan.used", slots)}</p>
      <p class={guard.isShort ? "guard guard-short" : "guard"} data-part="guard">
        {words.say(state.card ? "webfac.plan.debrief" : guard.isShort ? "webfac.plan.short" : "webfac.plan.good", slots)}
      </p>
    </>
  );
}

function Menu({ onClose }: { onClose: () => void }): JSX.Element {
  const { words, facilitator } = useRoom();
  const forget = (): void => {
    facilitator.forget();
    showFacilitate("");
  };
  return (
    <Dialog open title={words.say("web.menu")} onClose={onClose} part="fac-menu-dialog">
      <KeysChoice />
      <LanguageChoice />
      <ThemeChoice />
      <p class="small soft">{words.say("webfac.forget.words")}</p>
      <div class="row link-row">
        <Button onPress={forget} part="forget">
          {words.say("webfac.forget.press")}
        </Button>
        <a href="/check">{words.say("web.link.check")}</a>
      </div>
    </Dialog>
  );
}
