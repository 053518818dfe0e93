import type { StateBlock } from "markdown-it";

/** Levels of quotes and lists; what is nested deeper is text. A list takes two. */
export const DEEPEST_BLOCK = 10;

const NO_LIST = /^[ \t]*(?:\+|(?:[-*]|\d{1,9}[.)])[ \t]*$)/;
const FENCE = /^[ \t]*(`{3,}|~{3,})(.*)$/;

/**
 * A paragraph ends where its quote or list ends: no line belongs to one that does not say so, other
 * than in CommonMark, whose "lazy" lines surprise everybody who answers below a quote. Leading
 * spaces stay.
 */
export function paragraph(state: StateBlock, start: number, end: number): boolean {
  const rules = state.md.block.ruler.getRules("paragraph");
  const before = state.parentType;
  state.parentType = "paragraph";
  let line = start + 1;
  while (line < end && !state.isEmpty(line) && !ends(line)) line++;
  state.parentType = before;
  return push(state, start, line);

  function ends(line: number): boolean {
    const indent = indentAt(state, line);
    return indent < 0 || indent < 4 && rules.some((rule) => rule(state, line, end, true));
  }
}

/**
 * A block of code. Other than in CommonMark, what closes it may also stand at the end of its last
 * line, as people write it, if it stands nowhere in a line of its own.
 */
export function fence(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const [, signs, info = ""] = FENCE.exec(lineAt(state, start)) ?? [];
  if (signs === undefined || indentAt(state, start) > 3) return false;
  // ```all in one line```
  if (signs.startsWith("`") && info.includes("`")) return false;
  if (silent) return true;
  const { last, closed } = closing(state, { start, end, signs });
  const token = state.push("fence", "code", 0);
  const indent = state.sCount[start] ?? 0;
  const code = state.getLines(start + 1, last, indent, true);
  token.info = info;
  token.content = closed === "inside" ? code.trimEnd().slice(0, -signs.length) : code;
  state.line = closed === "alone" ? last + 1 : last;
  return true;
}

interface Fence {
  start: number;
  end: number;
  signs: string;
}

/** The line behind the code. */
function closing(state: StateBlock, { start, end, signs }: Fence) {
  let inside: number | undefined;
  let line = start + 1;
  for (; line < end; line++) {
    const text = lineAt(state, line).trim();
    if (text !== "" && indentAt(state, line) < 0) break;
    if (!text.endsWith(signs)) continue;
    if (text.replaceAll(signs.charAt(0), "") === "") return { last: line, closed: "alone" };
    inside ??= line;
  }
  return inside === undefined ? { last: line } : { last: inside + 1, closed: "inside" };
}

/** The lines from `start` on are text, in which only what stands in one line may mean something. */
export function tooDeep(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (silent || state.level < DEEPEST_BLOCK) return false;
  let line = start + 1;
  while (line < end && indentAt(state, line) >= 0) line++;
  return push(state, start, line);
}

/** Ends a quote where a line does not say that it belongs to it. */
export function afterQuote(
  _state: StateBlock,
  _start: number,
  _end: number,
  silent: boolean,
): boolean {
  return silent;
}

/** A plus agrees ("+ 1"), and a sign with nothing behind it is all that was said: neither lists. */
export function noList(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  return !silent && NO_LIST.test(lineAt(state, start)) && paragraph(state, start, end);
}

/** Columns of a line beyond those of its list; negative: it does not belong to that. */
function indentAt({ sCount, blkIndent }: StateBlock, line: number): number {
  return (sCount[line] ?? 0) - blkIndent;
}

function lineAt({ src, bMarks, eMarks }: StateBlock, line: number): string {
  return src.slice(bMarks[line], eMarks[line]);
}

function push(state: StateBlock, start: number, end: number): boolean {
  state.line = end;
  const token = state.push("inline", "", 0);
  token.content = state.getLines(start, end, state.blkIndent, false);
  token.map = [start, end];
  return true;
}
