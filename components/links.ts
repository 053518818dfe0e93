/** A piece of a message: plain text, or text that leads somewhere. */
export type Piece = string | { text: string; href: string };

// One class, one quantifier: linear in the length of the text, whatever somebody writes.
const CANDIDATE = /\b(?:https?:\/\/|mailto:)[^\s<>"\p{Cc}\p{Cf}]+/giu;
const LONGEST = 2_000;
const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{", "»": "«" };
const TRAILING = new Set([".", ",", ";", ":", "!", "?", "'", "’", "”", "…", "*", "_"]);

/** Finds the addresses in a text; put together, the pieces are the text again. */
export function splitLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = withoutTail(match[0]);
    const href = hrefOf(address);
    if (href === undefined) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** Where an address leads, if that is somewhere a link may lead. */
function hrefOf(address: string): string | undefined {
  if (address.length > LONGEST || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  // `http://banco.example@evil.example` leads to where it does not seem to.
  if (url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "mailto:") return url.pathname.includes("@") ? url.href : undefined;
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
}

/** Leaves the punctuation of the sentence out, and a bracket that was opened before the address. */
function withoutTail(address: string): string {
  const open = new Map<string, number>();
  for (const char of address) open.set(char, (open.get(char) ?? 0) + 1);
  let end = address.length;
  while (end > 0) {
    const last = address.charAt(end - 1);
    const opener = PAIRS[last];
    const unbalanced = opener !== undefined && (open.get(last) ?? 0) > (open.get(opener) ?? 0);
    if (!TRAILING.has(last) && !unbalanced) break;
    open.set(last, (open.get(last) ?? 1) - 1);
    end--;
  }
  return address.slice(0, end);
}
