/** From so many lines or units on, a text that was pasted looks like a file more than a message. */
const LONG = { lines: 20, units: 2_000 } as const;
const FENCE = /`{3,}/g;

/** Whether a pasted text is so long that it may be meant as code. */
export function isLong(text: string): boolean {
  return text.length > LONG.units || text.split("\n", LONG.lines + 1).length > LONG.lines;
}

/** What a text has more than it had before, in one place. */
export function addedTo(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return after.slice(start, after.length - end);
}

/** The text with what was pasted into it as a block of code; if that is not there any more, all of it. */
export function pastedAsCode(text: string, pasted: string): string {
  const code = pasted.replaceAll("\r\n", "\n");
  const at = text.lastIndexOf(code);
  if (at < 0) return fenced(text);
  const [before, after] = [text.slice(0, at), text.slice(at + code.length)];
  const lead = before === "" || before.endsWith("\n") ? before : `${before}\n`;
  return `${lead}${fenced(code)}${after === "" || after.startsWith("\n") ? after : `\n${after}`}`;
}

/** The text without what was pasted into it; `undefined`: that is not there any more. */
export function withoutPasted(text: string, pasted: string): string | undefined {
  const words = pasted.replaceAll("\r\n", "\n");
  const at = text.lastIndexOf(words);
  return at < 0 ? undefined : (text.slice(0, at) + text.slice(at + words.length)).trim();
}

/** A block of code, whatever marks of such a block are in it. */
export function fenced(code: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(FENCE), ([mark]) => mark.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${code.replace(/^\n+|\n+$/g, "")}\n${fence}`;
}

/** How a block of code begins, and what is in it. */
interface Block {
  fence: string;
  code: string;
}

/**
 * A text in parts of at most `most` units, cut where a line ends, or else a word. One block of code
 * is cut into several blocks.
 */
export function partsOf(text: string, most: number): string[] {
  const block = blockIn(text);
  if (!block) return cut(text.trim(), most);
  const room = most - 2 * (block.fence.length + 1);
  return cut(block.code, room).map((code) => `${block.fence}\n${code}\n${block.fence}`);
}

function blockIn(text: string): Block | undefined {
  const [, fence = "", code = ""] = /^(`{3,})\n([^]*)\n`{3,}\s*$/.exec(text) ?? [];
  return fence === "" ? undefined : { fence, code };
}

function cut(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const end = endWithin(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).replace(/^\n/, "");
  }
  return [...parts, rest].filter((part) => part.trim() !== "");
}

/** Where to cut: after the last line, else the last word; else anywhere but inside a character. */
function endWithin(text: string, most: number): number {
  const head = text.slice(0, most);
  const [line, word] = [head.lastIndexOf("\n"), head.lastIndexOf(" ")];
  if (line > most / 2) return line;
  if (word > most / 2) return word + 1;
  return head.isWellFormed() ? most : most - 1;
}
