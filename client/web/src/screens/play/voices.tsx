// What is said of the game to who does not see it: news and standing politely, the last seconds at once.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { useModel, useWords } from "../../parts/context.js";
import { LiveRegion } from "../../parts/live_region.js";
import { Said } from "../../parts/said.js";
import { useStanding } from "./foot.js";

const LAST_SECONDS = 10;

export function Voices(): JSX.Element {
  const words = useWords();
  const standing = useStanding();
  const news = useModel((model) => model.news);
  const turn = useModel((model) => model.situation?.turn);
  const [polite, setPolite] = useState<ComponentChildren>("");
  const [assertive, setAssertive] = useState("");
  const standingKind = useRef(standing.kind);
  useEffect(() => {
    if (standing.kind === standingKind.current) return;
    standingKind.current = standing.kind;
    setPolite(standing.words);
  }, [standing.kind, standing.words]);
  useEffect(() => {
    if (!news) return;
    const seconds = news.slots["seconds"];
    const urgent = news.key === "warning.seconds" && typeof seconds === "number" && seconds <= LAST_SECONDS;
    if (urgent) setAssertive(`${words.say(news.key, news.slots)} ${standing.words}`);
    else setPolite(<Said key={news.at} line={news} />); // the same words once more are said once more
  }, [news]);
  useEffect(() => setAssertive(""), [turn]); // the next turn's last seconds are something new
  return <LiveRegion polite={polite} assertive={assertive} />;
}
