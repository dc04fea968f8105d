// Light or dark: what the person chose here, or else what the device prefers, now and when it changes.

export type ThemeChoice = "device" | "light" | "dark";

const KEY = "spiral.theme";

export function chosenTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "device";
  } catch {
    return "device"; // a browser that keeps nothing
  }
}

function put(): void {
  const chosen = chosenTheme();
  const dark = chosen === "device" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === "device") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
    put();
  } catch {
    if (choice === "device") put();
    else document.documentElement.dataset["theme"] = choice; // for as long as the page is open
  }
}

export function beginTheme(): void {
  put();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", put);
}
