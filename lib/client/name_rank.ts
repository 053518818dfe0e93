import { plainFold } from "@/lib/chat/plain_fold.ts";

/** How well a name fits what was typed: 0 is best; `undefined`: not at all. */
export function nameRank(name: string, typed: string): number | undefined {
  const [folded, wanted] = [plainFold(name), plainFold(typed).trim()];
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  const at = folded.indexOf(wanted);
  if (at > 0) return /[\p{L}\p{N}]/u.test(folded[at - 1]!) ? 3 : 2;
  return hasInOrder(folded, wanted) ? 4 : undefined;
}

/** Whether a word of a name begins with what was typed. */
export function beginsWord(name: string, typed: string): boolean {
  return (nameRank(name, typed) ?? Infinity) <= 2;
}

/** Those whose names fit, the best first; of equal ones the order stays. */
export function byRank<Named>(
  all: readonly Named[],
  typed: string,
  nameOf: (one: Named) => string,
): Named[] {
  return all.map((one) => ({ one, rank: nameRank(nameOf(one), typed) }))
    .filter((row): row is { one: Named; rank: number } => row.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** Whether all letters are there, one after the other, with others between. */
function hasInOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
