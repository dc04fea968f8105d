// What a person does and sees, screen by screen: the one place that knows how the pages are built. Parts of a page
// carry `data-part`; sentences are looked up in the catalogues.

import { Complaints, openContext } from "./support/browser.mjs";
import { need, pictureOf } from "./support/place.mjs";

const AxeBuilder = need("@axe-core/playwright").default;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const part = (name) => `[data-part="${name}"]`;

/** A person with a browser: `words` of their language, `origin` of the server or of a wire to it. */
export class Person {
  static async come(house, settings = {}) {
    const person = new this();
    person.house = house;
    person.origin = settings.origin ?? house.server.origin;
    person.words = house.words[settings.language ?? "en"];
    person.complaints = new Complaints();
    const { origin: _, ...rest } = settings;
    person.context = await openContext(house.browser, rest);
    house.people.push(person);
    await person.openTab();
    return person;
  }

  /** Another tab of the same browser, as a person of its own. */
  async secondTab() {
    const other = Object.assign(new Person(), this);
    await other.openTab();
    return other;
  }

  async openTab() {
    this.page = await this.context.newPage();
    this.complaints.watch(this.page);
    this.sockets = this.polls = 0;
    this.page.on("websocket", () => this.sockets++);
    this.page.on("request", (request) => {
      this.polls += request.method() === "POST" && request.url().endsWith("/link");
    });
  }

  /** As behind a firewall that lets pages through and nothing else. Before the first page. */
  async blockWebSockets() {
    await this.context.addInitScript(() => {
      window.WebSocket = class {
        readyState = 0;

        constructor() {
          setTimeout(() => {
            this.readyState = 3;
            this.onerror?.(new Event("error"));
            this.onclose?.(new CloseEvent("close", { code: 1006 }));
          });
        }

        send() {}

        close() {}
      };
    });
  }

  /** A phone that is put away and taken out again, as its page is told. */
  async putAway() {
    await this.#seen("hidden");
  }

  async takeOut() {
    await this.#seen("visible");
  }

  async #seen(state) {
    await this.page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
      Object.defineProperty(document, "hidden", { configurable: true, get: () => now === "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  }

  say(key, slots) {
    return this.words.say(key, slots);
  }

  part(name) {
    return this.page.locator(part(name));
  }

  async press(name) {
    await this.part(name).click();
  }

  async go(path) {
    await this.page.goto(this.origin + path);
  }

  /** Everything within a place that opens, open; also what comes into sight by that. */
  async openAll(place) {
    const shut = place.locator("details:not([open]) > summary").filter({ visible: true });
    while ((await shut.count()) > 0) await shut.first().click();
  }

  // ---- at the door

  field(name) {
    return this.part(name).locator("input");
  }

  /** Opens the link and takes a seat: the door is one screen, and what is behind it the second. */
  async join(code, name) {
    await this.go(`/join/${code}`);
    await this.askToJoin(name);
    await this.inside();
  }

  async joinByCode(code, name) {
    await this.go("/");
    await this.field("code").fill(code);
    await this.askToJoin(name);
    await this.inside();
  }

  async askToJoin(name) {
    await this.field("name").fill(name);
    await this.press("join");
  }

  /** In the lobby or in the game. */
  async inside() {
    await this.part("lobby-here").or(this.part("status")).first().waitFor();
  }

  async move(code, seatCode) {
    await this.go(`/join/${code}`);
    await this.press("other-way");
    await this.field("seat-code").fill(seatCode);
    await this.press("join");
    await this.inside();
  }

  /** A seat that this browser keeps is come back to with one press. */
  async resume(code) {
    await this.go(`/join/${code}`);
    await this.press(`resume-${code}`);
    await this.inside();
  }

  // ---- the game

  async awaitTurn(turn) {
    await this.page.getByRole("heading", { level: 1, name: new RegExp(`^${this.say("web.turn", { turn })}(?!\\d)`) }).waitFor();
  }

  line(name) {
    return this.part(`line-${name}`).getByRole("spinbutton");
  }

  async points(name) {
    return Number(await this.line(name).inputValue());
  }

  /** One point more on a line of the budget; gives how many it has then. */
  async more(name) {
    const wanted = (await this.points(name)) + 1;
    const label = this.say("web.stepper.more", { what: this.say(`line.${name}`) });
    await this.part(`line-${name}`).getByRole("button", { name: label }).click();
    await this.awaitPoints(name, wanted);
    return wanted;
  }

  async awaitPoints(name, points) {
    await this.page.waitForFunction(
      ([selector, wanted]) => document.querySelector(selector)?.value === String(wanted),
      [`${part(`line-${name}`)} [role=spinbutton]`, points],
    );
  }

  async awaitStatus(...keys) {
    const wanted = keys.map((key) => this.words.pattern(key).source).join("|");
    await this.part("status").filter({ hasText: new RegExp(wanted, "su") }).waitFor();
  }

  async awaitSaved() {
    await this.awaitStatus("web.status.saved", "web.status.saved_before");
  }

  /** Said, and perhaps the last to say so: what comes next is for the caller to await. */
  async ready() {
    await this.press("ready");
  }

  /** Writes in the thread that is open: at first, everybody's. */
  async write(text) {
    await this.part("messages").getByRole("textbox").fill(text);
    await this.press("send");
    await this.message(text).waitFor();
  }

  message(text) {
    return this.part("messages").getByRole("listitem").filter({ hasText: text });
  }

  async seatCode() {
    await this.press("menu");
    const code = await this.part("menu-dialog").locator("output").innerText();
    await this.page.keyboard.press("Escape");
    await this.part("menu-dialog").waitFor({ state: "detached" });
    return code;
  }

  async leave() {
    await this.press("menu");
    await this.press("leave");
    await this.page.getByRole("button", { name: this.say("web.leave.yes"), exact: true }).click();
    await this.part("left").waitFor();
  }

  // ---- the debrief

  async awaitEnd() {
    await this.page.getByRole("heading", { level: 1, name: this.say("web.debrief.title") }).waitFor();
    await this.part("debrief-card").waitFor();
  }

  cardTitle() {
    return this.part("debrief-card").getByRole("heading", { level: 2 }).first();
  }

  /** From card to card to the last, uncovering whatever is covered. Gives the titles in their order. */
  async walkDebrief(look = async () => {}) {
    const titles = [];
    for (;;) {
      const title = await this.cardTitle().innerText();
      titles.push(title);
      for (let left = await this.part("uncover").count(); left > 0; left = await this.part("uncover").count()) await this.press("uncover");
      await look(titles.length, title);
      if ((await this.part("next").count()) === 0) return titles;
      await this.press("next");
      await this.page.waitForFunction(
        ([selector, before]) => document.querySelector(selector)?.innerText !== before,
        [`${part("debrief-card")} h2`, title],
      );
    }
  }

  // ---- what is looked for on every screen

  /** Rules of WCAG 2.2 AA that a program can check; or the named ones alone. */
  async axe(...rules) {
    const builder = new AxeBuilder({ page: this.page }).options({ resultTypes: ["violations"] });
    const chosen = rules.length > 0 ? builder.withRules(rules) : builder.withTags(TAGS);
    const found = await chosen.analyze();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`);
  }

  /** What stands out of the page at its width, so that one would have to scroll in two directions. */
  async overflow() {
    return this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > width + 1)
        .map((element) => `${element.tagName}.${element.className} ${Math.round(element.getBoundingClientRect().right)}`)
        .slice(0, 5);
    });
  }

  /** Controls that are too small to be hit, unless they stand within a sentence or are far from each other. */
  async smallTargets(least = 24) {
    return this.page.evaluate((size) => {
      const wanted = "a[href], button, input, select, textarea, summary, [role=button]";
      const shown = [...document.querySelectorAll(wanted)].filter((element) => element.checkVisibility?.() !== false);
      return shown
        .map((element) => {
          const label = element.matches("input[type=radio], input[type=checkbox]") ? element.closest("label") : null;
          return [element, (label ?? element).getBoundingClientRect()];
        })
        .filter(([element, box]) => box.width > 1 && box.height > 1 && !(element.matches("a") && element.closest("p")))
        .filter(([, box]) => box.width < size - 0.5 || box.height < size - 0.5)
        .map(([element, box]) => `${element.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`);
    }, least);
  }

  /** Whether what has focus is in sight, in front of everything that sticks. Gives what hides it, or null. */
  async hiddenFocus() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return null;
      const points = [[0.5, 0.5], [0.1, 0.15], [0.9, 0.85], [0.1, 0.85], [0.9, 0.15]];
      const hidden = points.filter(([x, y]) => {
        const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return !there || !(element.contains(there) || there.contains(element) || there.closest("label")?.contains(element));
      });
      if (hidden.length < points.length) return null; // some of it is in sight: WCAG 2.4.11
      return `${element.outerHTML.slice(0, 90)} at ${Math.round(box.top)}`;
    });
  }

  /** What can be read on the page. */
  text() {
    return this.page.evaluate(() => document.body.innerText).catch((cause) => String(cause));
  }

  /** What is in sight, and where there is more of it, the whole page too. */
  async picture(name) {
    await this.page.screenshot({ path: pictureOf(name) });
    const isLong = await this.page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 1);
    if (isLong) await this.page.screenshot({ path: pictureOf(`${name}-whole`), fullPage: true });
  }
}
