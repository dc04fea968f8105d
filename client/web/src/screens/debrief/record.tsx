// The record of the world: to keep, and as proof that the server changed no hidden intention.

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";

import { useWords } from "../../parts/context.js";
import { Notice, type Tone } from "../../parts/notice.js";
import { Loaded, useLoaded } from "./loaded.js";
import { browserSha256, hex, prove, type Proof } from "./proof.js";
import type { Facts, Source } from "./source.js";

interface Checked {
  record: string;
  proof: Proof;
}

export function RecordPage({ source, facts }: { source: Source; facts: Facts }): JSX.Element {
  const words = useWords();
  const world = hex(facts.ended.world);
  const [loading, again] = useLoaded<Checked>(world, async () => {
    const record = await source.record();
    return { record, proof: await prove(record, facts.commitment, facts.ended, browserSha256()) };
  });
  return (
    <>
      <p>{words.say("web.record.what")}</p>
      <Loaded loading={loading} again={again} waiting={words.say("web.record.checking")}>
        {({ record, proof }) => (
          <>
            <ProofWords proof={proof} />
            <dl class="pairs">
              <dt>{words.say("web.record.commitment")}</dt>
              <dd class="code wrap-anywhere">{hex(facts.commitment)}</dd>
            </dl>
            <p>{words.say("web.record.how")}</p>
            <Download record={record} name={`spiral-${world.slice(0, 8)}.record`} />
            <p class="small soft">
              {words.say("web.record.again")} <code class="wrap-anywhere">{`spiral replay --verify spiral-${world.slice(0, 8)}.record`}</code>
            </p>
          </>
        )}
      </Loaded>
    </>
  );
}

const PROOFS: Record<Proof, { tone: Tone; key: string }> = {
  kept: { tone: "good", key: "web.proof.kept" },
  unreadable: { tone: "bad", key: "web.proof.unreadable" },
  other_world: { tone: "bad", key: "web.proof.other_world" },
  other_commitment: { tone: "bad", key: "web.proof.other_commitment" },
  not_opened: { tone: "bad", key: "web.proof.not_opened" },
  other_motives: { tone: "bad", key: "web.proof.other_motives" },
  other_end: { tone: "bad", key: "web.proof.other_end" },
  not_computed: { tone: "warn", key: "web.proof.not_computed" },
};

function ProofWords({ proof }: { proof: Proof }): JSX.Element {
  const words = useWords();
  const { tone, key } = PROOFS[proof];
  const title = tone === "good" ? "web.proof.title_kept" : tone === "warn" ? "web.proof.title_open" : "web.proof.title_broken";
  return (
    <div role="status">
      <Notice tone={tone} title={words.say(title)} part="proof">
        <p>{words.say(key)}</p>
      </Notice>
    </div>
  );
}

function Download({ record, name }: { record: string; name: string }): JSX.Element {
  const words = useWords();
  const address = useMemo(() => URL.createObjectURL(new Blob([record], { type: "text/plain;charset=utf-8" })), [record]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <p class="no-print">
      <a class="button button-plain" href={address} download={name} data-part="download">
        {words.say("web.record.download")}
      </a>
    </p>
  );
}
