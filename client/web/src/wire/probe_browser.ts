// The browser's side of ProbeEnv: as wire/browser.ts, and a page that is fetched.

import { browserEnv } from "./browser.js";
import type { ProbeEnv } from "./probe.js";

export function browserProbes(): ProbeEnv {
  return {
    ...browserEnv(),
    get: async (path, signal) => {
      const answer = await fetch(path, { signal, cache: "no-store", credentials: "omit", redirect: "error" });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, header: (name) => answer.headers.get(name), bytes };
    },
  };
}
