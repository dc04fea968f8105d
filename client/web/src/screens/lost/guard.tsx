// Stands around the screens: when drawing one fails, words and a way on instead of an empty page. Orders that were
// saved are on the server, and the seat is kept in the browser: loading the page again loses nothing.

import { Component, type ComponentChildren, type JSX } from "preact";

import { Button } from "../../parts/button.js";
import { Notice, Page } from "../../parts/notice.js";
import type { Words } from "../../words/api.js";

export interface GuardProps {
  words: Words; // not from a context: what provides it may be what failed
  children: ComponentChildren;
  onFault?: (cause: unknown) => void;
}

export class Guard extends Component<GuardProps, { fault: string | null }> {
  override state: { fault: string | null } = { fault: null };

  static override getDerivedStateFromError(cause: unknown): { fault: string } {
    return { fault: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) };
  }

  override componentDidCatch(cause: unknown): void {
    this.props.onFault?.(cause);
  }

  render(): ComponentChildren {
    const { fault } = this.state;
    return fault === null ? this.props.children : <Broken words={this.props.words} fault={fault} />;
  }
}

function Broken({ words, fault }: { words: Words; fault: string }): JSX.Element {
  return (
    <Page>
      <h1>{words.say("web.lost.broken_title")}</h1>
      <div role="alert">
        <Notice
          tone="bad"
          title={words.say("web.lost.broken")}
          part="broken"
          actions={
            <Button kind="main" onPress={() => location.reload()}>
              {words.say("web.lost.reload")}
            </Button>
          }
        >
          <p>{words.say("web.lost.broken_remedy")}</p>
        </Notice>
      </div>
      <p class="small soft wrap-anywhere">{words.say("web.lost.fault", { fault })}</p>
    </Page>
  );
}
