// One chromium for a test file, and people with contexts of their own in it. What a page complains of fails the test.

import { EventEmitter, once } from "node:events";

import { findChromium, need } from "./place.mjs";
import { PATIENCE_MS } from "./server.mjs";

const { chromium } = need("playwright-core");

export const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1 };
export const TABLET = { viewport: { width: 768, height: 1024 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1 };
export const DESK = { viewport: { width: 1280, height: 800 } };

export async function startBrowser() {
  return chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"],
  });
}

/** A person's browser: nothing is shared with others'. `settings` as playwright's contexts have them. */
export async function openContext(browser, settings = {}) {
  const { language = "en", theme = "light", ...rest } = settings;
  const context = await browser.newContext({
    ...DESK, locale: language, colorScheme: theme, reducedMotion: "reduce", ignoreHTTPSErrors: true, ...rest,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
  });
  return context;
}

/** A page gave up an attempt to connect that took too long, and makes another: so it must where the machine is slow. */
const GAVE_UP = /^warning: WebSocket connection to .* failed: WebSocket is closed before the connection is established/;

/** Collects what a page complains of. `forgiven`: patterns of what the test itself brings about. */
export class Complaints {
  all = [];
  forgiven = [GAVE_UP];
  #noted = new EventEmitter();

  /** It may then use long poll, too. */
  get gaveUp() {
    return this.all.some((text) => GAVE_UP.test(text));
  }

  watch(page) {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.note(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.note(`thrown: ${error.stack ?? error}`));
    page.on("crash", () => this.note("the page crashed"));
  }

  note(text) {
    this.all.push(text);
    this.#noted.emit("noted");
  }

  /** Until the page has complained so. */
  async await(text) {
    while (!this.left.some((one) => one.includes(text))) await once(this.#noted, "noted");
  }

  /** Lost connections are told by the browser itself; nothing else is. */
  forgiveLostConnections() {
    this.forgiven.push(/^(error|warning): WebSocket connection to .* failed/, /^error: Failed to load resource: net::ERR_/,
      /^error: Failed to load resource: the server responded with a status of 410/); // a conversation by long poll that is over
  }

  get left() {
    return this.all.filter((text) => !this.forgiven.some((pattern) => pattern.test(text)));
  }
}
