// How one looks to the others when this turn is over, and the game that the prices of this world make of arming.

import type { JSX } from "preact";

import { ArmsMove, GameKind, type BelievedGame, type Look } from "../../gen/spiral/v1/aids_pb.js";
import { armsWords, percent, rivals, stateName, stateNames, tenthsWords, view, type Facts } from "./facts.js";
import { useConsidered, useFacts } from "./play_context.js";
import { pointsWords } from "./rival_details.js";

/** Those who see and think the same together: most often that is everybody. */
function alike(facts: Facts, looks: Look[]): { look: Look; states: number[] }[] {
  const groups = new Map<string, { look: Look; states: number[] }>();
  for (const state of rivals(facts)) {
    const look = looks[state];
    if (!look?.sees) continue;
    const key = JSON.stringify(look);
    const group = groups.get(key) ?? { look, states: [] };
    group.states.push(state);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export function LooksToAll(): JSX.Element {
  const facts = useFacts();
  const looks = useConsidered(facts.turn, true, "looks")?.looks;
  const { words } = facts;
  if (!looks) return <p class="soft">{words.say("web.aids.coming")}</p>;
  const me = view(facts, facts.me);
  return (
    <ul class="sentences">
      <li>
        {words.say("looks.truth", {
          mine: armsWords(words, looks.mine),
          blurred: armsWords(words, looks.blurred),
          alike: looks.alike,
        })}
      </li>
      {looks.moles && <li>{words.say("looks.moles")}</li>}
      {alike(facts, looks.states).map(({ look, states }) => (
        <li key={states[0]}>
          {words.say(look.error ? "looks.sees" : "looks.sees_open", {
            states: stateNames(facts, states),
            low: armsWords(words, look.low),
            high: armsWords(words, look.high),
            error: percent(look.error),
          })}{" "}
          {words.say("looks.standing", {
            states: stateNames(facts, states),
            prior: percent(look.prior),
            standing: percent(look.standing),
            change: pointsWords(facts, look.all?.lowPermille ?? 0, look.all?.highPermille ?? 0),
          })}
        </li>
      ))}
      {me && (
        <li>
          {words.say("looks.record", {
            begun: looks.begun,
            answered: looks.answered,
            kept: me.kept,
            refused: me.refused,
            broken: me.broken,
          })}
        </li>
      )}
      <li>{words.say("looks.unknown")}</li>
    </ul>
  );
}

const kinds: Record<GameKind, string> = {
  [GameKind.GAME_UNSPECIFIED]: "game.kind_other",
  [GameKind.GAME_HARMONY]: "game.kind_harmony",
  [GameKind.GAME_STAG_HUNT]: "game.kind_stag_hunt",
  [GameKind.GAME_PRISONER]: "game.kind_prisoners_dilemma",
  [GameKind.GAME_ARMING]: "game.kind_arming_dominant",
  [GameKind.GAME_CHICKEN]: "game.kind_chicken",
  [GameKind.GAME_OTHER]: "game.kind_other",
};

/** What each gets, as a table: the own move names the row. */
function GameTable({ game }: { game: BelievedGame }): JSX.Element {
  const { words } = useFacts();
  const cell = (mine: number, its: number): string =>
    words.say("web.game.cell", { mine: tenthsWords(words, mine), its: tenthsWords(words, its) });
  return (
    <table class="game-table">
      <caption class="unseen">{words.say("web.game.caption")}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{words.say("web.game.it_restrains")}</th>
          <th scope="col">{words.say("web.game.it_arms")}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{words.say("web.game.i_restrain")}</th>
          <td>{cell(game.restrainRestrain, game.restrainRestrain)}</td>
          <td>{cell(game.restrainArm, game.armRestrain)}</td>
        </tr>
        <tr>
          <th scope="row">{words.say("web.game.i_arm")}</th>
          <td>{cell(game.armRestrain, game.restrainArm)}</td>
          <td>{cell(game.armArm, game.armArm)}</td>
        </tr>
      </tbody>
    </table>
  );
}

export function GamePicture(): JSX.Element {
  const facts = useFacts();
  const game = useConsidered(facts.turn, true, "game")?.game;
  const { words } = facts;
  if (!game) return <p class="soft">{words.say("web.aids.coming")}</p>;
  const moved = (move: ArmsMove): number[] => game.theirMoves.flatMap((its, state) => (its === move && state !== facts.me ? [state] : []));
  const [armed, restrained] = [moved(ArmsMove.ARM), moved(ArmsMove.RESTRAIN)];
  return (
    <>
      <p>{words.say("game.headline", { balance: game.balance, kind: words.say(kinds[game.kind]) })}</p>
      {game.balanceHidden && <p>{words.say("prospects.hidden")}</p>}
      <GameTable game={game} />
      <ul class="sentences">
        {game.myMove === ArmsMove.ARM && <li>{words.say("game.i_armed")}</li>}
        {game.myMove === ArmsMove.RESTRAIN && <li>{words.say("game.i_restrained")}</li>}
        {armed.length > 0 && <li>{words.say("game.they_armed", { states: armed.map((state) => stateName(facts, state)).join(", ") })}</li>}
        {restrained.length > 0 && (
          <li>{words.say("game.they_restrained", { states: restrained.map((state) => stateName(facts, state)).join(", ") })}</li>
        )}
      </ul>
    </>
  );
}
