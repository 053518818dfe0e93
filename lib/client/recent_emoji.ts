/** Emoji that everybody is offered before they have chosen any. */
export const OFFERED = ["👍", "❤️", "😂", "😮", "😢", "🎉"] as const;

const MOST = 24;
const LONGEST = 32;
const KEY = "conexao:emoji";

/** The emoji that the person on this browser has chosen, the latest first. */
export function recentEmoji(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    const list = Array.isArray(kept) ? kept : [];
    return list.filter((one) => typeof one === "string" && one.length <= LONGEST).slice(0, MOST);
  } catch {
    return [];
  }
}

/** Remembers that an emoji was chosen; where the browser keeps nothing, nothing is remembered. */
export function rememberEmoji(emoji: string): void {
  const recent = [emoji, ...recentEmoji().filter((one) => one !== emoji)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(recent));
  } catch {
    // A full or forbidden storage costs no more than the order of the emoji.
  }
}

/** The emoji that are one press away: `count` of them, the person's own first. */
export function quickEmoji(count: number): string[] {
  return [...new Set([...recentEmoji().slice(0, count / 2), ...OFFERED])].slice(0, count);
}
