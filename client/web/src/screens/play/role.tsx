// The role card: who one is, what counts as success, how this world works.

import type { JSX } from "preact";

import type { Briefing, Situation } from "../../gen/spiral/v1/world_pb.js";
import { Card } from "../../parts/card.js";
import { Disclosure } from "../../parts/disclosure.js";
import { StateMark, stateLetter } from "../../parts/state_mark.js";
import type { Words } from "../../words/api.js";
import { durationWords, motiveNames, parameter, percent, signed } from "./facts.js";
import { conquestPoints, expands, pointsOf } from "./points.js";

/** Title of the world in the person's language. The lesson gives away what is hidden: it is for the end. */
function titleOf(words: Words, briefing: Briefing): string {
  return briefing.scenario?.texts.find((text) => text.language === words.language)?.title ?? "";
}

function motiveOf(briefing: Briefing, situation: Situation | null): number {
  return situation?.own?.motive ?? briefing.scenario?.states[briefing.seat]?.motive ?? -1;
}

function successWords(words: Words, briefing: Briefing, motive: number): string {
  const start = briefing.scenario?.states[briefing.seat]?.territory ?? 0;
  return words.say(`success.${motiveNames[motive] ?? "security_seeker"}`, {
    start,
    greedy: Math.ceil((14 * start) / 10),
    limited: Math.ceil((12 * start) / 10),
    weight: parameter(briefing, "fearful_weight"),
  });
}

/** How this world works. */
function conditions(words: Words, briefing: Briefing): string[] {
  const balance = parameter(briefing, "balance");
  const fungibility = parameter(briefing, "fungibility");
  const edge = balance > 110 ? "role.balance_attack" : balance < 91 ? "role.balance_defence" : "role.balance_even";
  const told = [
    words.say(edge, { balance }),
    words.say(fungibility >= 50 ? "role.arms_alike" : "role.arms_apart", { percent: fungibility }),
  ];
  if (parameter(briefing, "hidden_balance")) told.push(words.say("role.balance_hidden"));
  const prior = parameter(briefing, "prior_greedy");
  if (prior) told.push(words.say("role.prior", { percent: percent(prior) }));
  told.push(
    words.say(parameter(briefing, "end_from") ? "role.end_lot" : "role.end_fixed", {
      last: parameter(briefing, "max_turns"),
      from: parameter(briefing, "end_from"),
      percent: percent(parameter(briefing, "end_hazard")),
    }),
  );
  const hegemony = parameter(briefing, "hegemony");
  if (hegemony) told.push(words.say("role.hegemony", { percent: hegemony }));
  told.push(
    briefing.turnSeconds
      ? words.say("role.clock", { time: durationWords(words, briefing.turnSeconds) })
      : words.say("role.no_clock"),
  );
  if (!briefing.turnSeconds && briefing.awaySeconds) told.push(words.say("role.away", { time: durationWords(words, briefing.awaySeconds) }));
  if (briefing.missesAllowed) told.push(words.say("role.misses", { misses: briefing.missesAllowed }));
  return told;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface RoleProps {
  words: Words;
  briefing: Briefing;
  situation: Situation | null;
}

const TEAM = ["", "head", "defence", "foreign", "intel"];

/** In a team: what is one's own part of the work. All may do all. */
function TeamRoleWords({ words, role }: { words: Words; role: number }): JSX.Element | null {
  const name = TEAM[role];
  if (!name) return null;
  return (
    <div class="role-team" data-part="team-role">
      <p class="role-secret">{words.say(`web_step.role.${name}`)}</p>
      <p class="small">{words.say(`web_step.role.${name}_does`)} {words.say("web_step.role.all")}</p>
    </div>
  );
}

/** What counts for one's motive, as on the card on paper. */
function Points({ words, briefing, motive }: { words: Words; briefing: Briefing; motive: number }): JSX.Element {
  return (
    <>
      <ul class="sentences">
        {pointsOf(briefing, motive).map(({ key, points }) => (
          <li key={key}>
            {words.say(key)}: <strong>{signed(points)}</strong>
          </li>
        ))}
      </ul>
      {!expands(motive) && <p>{words.say("role_card.kept_land")}</p>}
      <p class="soft small">{words.say("role_card.insecure")}</p>
    </>
  );
}

/** The card's words, for a dialog or a card. */
export function RoleWords({ words, briefing, situation }: RoleProps): JSX.Element {
  const motive = motiveOf(briefing, situation);
  const title = titleOf(words, briefing);
  const state = briefing.scenario?.states[briefing.seat];
  if (!state) return <p>{words.say("role.none")}</p>;
  return (
    <>
      <div class="role-head">
        <StateMark state={briefing.seat} size={44} />
        <div>
          <p class="role-name">
            {words.say("role.name", {
              name: state.name,
              letter: stateLetter(briefing.seat),
              states: briefing.scenario?.states.length ?? 0,
            })}
          </p>
          {title && <p class="soft small">{words.say("role.title", { title })}</p>}
        </div>
      </div>
      <TeamRoleWords words={words} role={briefing.role} />
      {motive >= 0 && (
        <div class="role-motive">
          <p class="role-secret">{words.say("role.motive", { motive: words.say(`motive.${motiveNames[motive] ?? "security_seeker"}`) })}</p>
          <p>{successWords(words, briefing, motive)}</p>
          <p>{words.say("role_card.worth", { gain: conquestPoints(briefing, motive), home: parameter(briefing, "home_value") })}</p>
        </div>
      )}
      <p>{words.say("role.hidden")}</p>
      {motive >= 0 && (
        <Disclosure quiet summary={words.say("role_card.points")} part="points">
          {() => <Points words={words} briefing={briefing} motive={motive} />}
        </Disclosure>
      )}
      <Disclosure quiet summary={words.say("web.role.world")}>
        {() => (
          <>
            <ul class="sentences">
              {conditions(words, briefing).map((sentence, row) => (
                <li key={row}>{sentence}</li>
              ))}
            </ul>
            <p class="soft small wrap-anywhere">{words.say("role.commitment", { hash: hexOf(briefing.commitment) })}</p>
          </>
        )}
      </Disclosure>
    </>
  );
}

export function RoleCard(props: RoleProps): JSX.Element {
  return (
    <Card id="role" title={props.words.say("screen.role")}>
      <RoleWords {...props} />
    </Card>
  );
}
