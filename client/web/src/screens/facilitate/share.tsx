// Where others come in: the code, the links for players, projector and a check before class. No link has a secret in it.

import type { JSX } from "preact";

import { Card } from "../../parts/card.js";
import { CodeShown } from "../../parts/code_shown.js";
import { Disclosure } from "../../parts/disclosure.js";
import { QrCode } from "../../parts/qr.js";
import { linksOf } from "./links.js";
import { Replay } from "./replay.js";
import { useRoom } from "./room.js";

export function Share(): JSX.Element {
  const { words, state } = useRoom();
  const links = linksOf(state, location.origin);
  const rows: [string, string][] = [
    ["webfac.share.join", links.join],
    ["webfac.share.project", links.project],
    ["webfac.share.check", links.check],
    ["webfac.share.facilitate", links.facilitate],
    ["webfac.share.watch", links.watch],
  ];
  return (
    <Card id="share" title={words.say("webfac.share.title")}>
      <CodeShown code={state.code} label={words.say("web.join.code")} />
      <dl class="links">
        {rows.map(([key, link]) => (
          <div key={key}>
            <dt>{words.say(key)}</dt>
            <dd>
              <a href={link} target="_blank" rel="noreferrer">
                {link}
              </a>
            </dd>
          </div>
        ))}
      </dl>
      <Replay />
      <Disclosure quiet summary={words.say("webfac.share.qr")} part="share-qr">
        {() => <QrCode text={links.join} label={words.say("webfac.share.qr_label", { link: links.join })} />}
      </Disclosure>
    </Card>
  );
}
