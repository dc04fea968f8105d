// Which address means which screen. The server sends the same page for all of them.

export type Route =
  | { screen: "join"; code: string }
  | { screen: "play" }
  | { screen: "watch"; code: string }
  | { screen: "project"; code: string }
  | { screen: "facilitate"; code: string }
  | { screen: "check" }
  | { screen: "lost"; path: string };

const GUEST = "#guest=";

function codeOf(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? "").slice(0, 15);
  } catch {
    return ""; // not an address that anybody made
  }
}

export function routeOf(path: string): Route {
  const [, first = "", second, ...rest] = path.replace(/\/+$/, "").split("/");
  if (rest.length > 0) return { screen: "lost", path };
  if (first === "" || first === "join") return { screen: "join", code: codeOf(second) };
  if (first === "watch") return { screen: "watch", code: codeOf(second) };
  if (first === "project") return { screen: "project", code: codeOf(second) };
  if (first === "facilitate") return { screen: "facilitate", code: codeOf(second) };
  if (first === "play" && second === undefined) return { screen: "play" };
  if (first === "check" && second === undefined) return { screen: "check" };
  return { screen: "lost", path };
}

/** The secret of a personal link: it stands behind the #, which browsers send to nobody, and is taken out of the address
 *  before anything else happens. */
export function takeGuest(): string | undefined {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(GUEST)) return undefined;
  history.replaceState(history.state, "", pathname + search);
  const secret = hash.slice(GUEST.length);
  return /^[0-9A-Za-z-]{1,23}$/.test(secret) ? secret : undefined;
}

/** Whoever holds a seat is at /play, so that loading the page again comes back to it. The exercise is kept with
 *  the entry of the history and not in the address. */
export function showPlay(code: string): void {
  history.replaceState({ code }, "", "/play");
}

export function showJoin(code: string): void {
  history.replaceState(null, "", code ? `/join/${encodeURIComponent(code)}` : "/");
}

/** A reload comes back to the exercise by the key that the tab keeps; the address has the code alone. */
export function showFacilitate(code: string): void {
  history.replaceState(null, "", code ? `/facilitate/${encodeURIComponent(code)}` : "/facilitate");
}

/** The exercise of the seat that this entry of the history played. */
export function playedCode(): string | undefined {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null || !("code" in state)) return undefined;
  return typeof state.code === "string" && state.code !== "" ? state.code : undefined;
}
