// Whoever runs an exercise, at their page: what they press and see. As in pages.mjs, the one place that knows how it is built.

import { part, Person } from "./pages.mjs";

/** An exercise that is run by hand: its code, and the key of whoever leads. */
export async function newExercise(server, scenario, options = {}, flags = []) {
  const said = await server.act("new", flags, { scenario, seed: 5, lead: "Dr R", ...options });
  return { code: /^code (\w+)$/m.exec(said)[1], key: /^key (\S+)$/m.exec(said)[1] };
}

export class Facilitator extends Person {
  async door(code) {
    await this.go(`/facilitate/${code}`);
    await this.part("facilitate").waitFor();
  }

  async tryKey(key) {
    await this.field("key").fill(key);
    await this.press("enter");
  }

  async enter(code, key) {
    await this.door(code);
    await this.tryKey(key);
    await this.part("worlds").waitFor();
  }

  world(name) {
    return this.part(`world-${name}`);
  }

  within(place, name) {
    return place.locator(`[data-part="${name}"]`);
  }

  async pressIn(place, name) {
    await this.within(place, name).click();
  }

  /** The detail of a world, open. */
  async open(name) {
    await this.pressIn(this.world(name), "open-world");
    await this.part("detail").getByRole("heading", { name: this.say("webfac.world.name", { world: name }) }).waitFor();
  }

  async closes(dialog) {
    await this.pressIn(this.part(dialog), "yes");
    await this.part(dialog).waitFor({ state: "detached" });
  }

  /** Presses; whether the dialog has taken keys and focus before the browser drew it, so that no key falls beside it. */
  async modalAtOnce(button, dialog) {
    return this.page.evaluate(
      async ([pressed, opened]) => {
        document.querySelector(pressed).click();
        await new Promise((drawn) => queueMicrotask(() => queueMicrotask(drawn)));
        return document.querySelector(opened)?.matches(":modal") ?? false;
      },
      [part(button), part(dialog)],
    );
  }

  /** The live region has said it. */
  async hears(text) {
    await this.part("polite").filter({ hasText: text }).waitFor({ state: "attached" });
  }

  async hearsDone(deed, scope) {
    const what = scope ? this.say("webfac.scoped", { what: this.say(deed), scope }) : this.say(deed);
    await this.hears(this.say("webfac.done", { what }));
  }

  /** On to the next part of the card, and the console says so: before that, the same press would ask for the same part again. */
  async nextPart(part, parts) {
    await this.press("debrief-next");
    await this.shows(this.part("debrief-card"), this.say("webfac.debrief.part", { part, parts }));
  }

  /** The keys go to what was opened with the press that opened it, before the browser has drawn it. Gives the part that has the focus. */
  async focusAtOnce(key) {
    return this.page.evaluate(async (pressed) => {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true, cancelable: true }));
      await new Promise((drawn) => queueMicrotask(() => queueMicrotask(drawn)));
      return document.activeElement?.closest("[data-part]")?.getAttribute("data-part") ?? "";
    }, key);
  }

  /** On to the next card, past the parts that the wall would still show. */
  async nextCard() {
    await this.page.locator(`${part("debrief-next")}:not([aria-busy])`).waitFor();
    await this.press((await this.part("debrief-onward").count()) > 0 ? "debrief-onward" : "debrief-next");
  }

  scope(world) {
    return this.say("webfac.scope.world", { world });
  }

  async shows(place, text) {
    await place.filter({ hasText: text }).waitFor();
  }

  /** All that the browser keeps, and where the page stands. */
  async kept() {
    return this.page.evaluate(() => ({ url: location.href, history: JSON.stringify(history.state), local: JSON.stringify({ ...localStorage }), session: JSON.stringify({ ...sessionStorage }) }));
  }
}
