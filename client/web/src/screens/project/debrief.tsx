// The card of the debrief that whoever runs the exercise shows, of the world that they chose, on the wall.

import type { JSX } from "preact";

import type { DebriefStep } from "../../gen/spiral/v1/exercise_pb.js";
import type { WatchedWorld, Watcher } from "../../model/api.js";
import { useWords } from "../../parts/context.js";
import { hex } from "../debrief/proof.js";
import { WallCard } from "../debrief/wall_card.js";
import { stepKey } from "../debrief/step_rules.js";

export interface ProjectedDebriefProps {
  watcher: Watcher;
  step: DebriefStep;
  world: WatchedWorld | undefined;
  worlds: number;
}

export function ProjectedDebrief({ watcher, step, world, worlds }: ProjectedDebriefProps): JSX.Element {
  const words = useWords();
  if (!world) return <p role="status">{words.say("web.watch.connecting")}</p>;
  const { watching } = world;
  return (
    <div class="project-debrief">
      <WallCard
        step={step}
        stepKey={stepKey(hex(watching.world), words.language, step)}
        load={(language) => watcher.debrief(watching.world, language)}
        world={worlds > 1 ? watching.worldName : ""}
      />
    </div>
  );
}
