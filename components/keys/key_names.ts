/** Whether a browser, by what it calls itself, runs where Ctrl is ⌘ and Alt is ⌥. */
export function isApple(agent: string): boolean {
  return /Mac|iPhone|iPad/.test(agent);
}

const APPLE: Readonly<Record<string, string>> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
const SHORT: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  PageUp: "PgUp",
  PageDown: "PgDn",
  Delete: "Del",
  ContextMenu: "Menu",
};

/** The keys of a chord as they are written on them. */
export function keyNames(chord: string, apple: boolean): string[] {
  // The key "+" stands by itself.
  return chord.split(/\+(?=.)/).map((key) => apple && APPLE[key] || SHORT[key] || key);
}

/** A chord as `aria-keyshortcuts` has it, with the command key for Ctrl as another way. */
export function ariaChord(chord: string): string {
  const whole = chord.replace("Ctrl", "Control");
  return whole === chord ? whole : `${whole} ${chord.replace("Ctrl", "Meta")}`;
}
