// Which address means which screen. The server sends the same page for all of them.

export type Route =
  | { screen: "join"; code: string }
  | { screen: "play" }
  | { screen: "watch"; code: string }
  | { screen: "check" }
  | { screen: "lost"; path: string };

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
  if (first === "play" && second === undefined) return { screen: "play" };
  if (first === "check" && second === undefined) return { screen: "check" };
  return { screen: "lost", path };
}

/** Whoever holds a seat is at /play, so that loading the page again comes back to it. The exercise is kept with
 *  the entry of the history and not in the address. */
export function showPlay(code: string): void {
  history.replaceState({ code }, "", "/play");
}

export function showJoin(code: string): void {
  history.replaceState(null, "", code ? `/join/${encodeURIComponent(code)}` : "/");
}

/** The exercise of the seat that this entry of the history played. */
export function playedCode(): string | undefined {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null || !("code" in state)) return undefined;
  return typeof state.code === "string" && state.code !== "" ? state.code : undefined;
}
