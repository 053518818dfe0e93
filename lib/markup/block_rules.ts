import type { StateBlock } from "markdown-it";

/** Levels of quotes and lists; what is nested deeper is text. A list takes two. */
export const DEEPEST_BLOCK = 10;

const PLUS = 43;

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
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    return indent < 0 || indent < 4 && rules.some((rule) => rule(state, line, end, true));
  }
}

/** The lines from `start` on are text, in which only what stands in one line may mean something. */
export function tooDeep(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (silent || state.level < DEEPEST_BLOCK) return false;
  let line = start + 1;
  while (line < end && (state.sCount[line] ?? 0) >= state.blkIndent) line++;
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

/** A line that begins with a plus agrees, and lists nothing. */
export function plus(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const first = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  return !silent && state.src.charCodeAt(first) === PLUS && paragraph(state, start, end);
}

function push(state: StateBlock, start: number, end: number): boolean {
  state.line = end;
  const token = state.push("inline", "", 0);
  token.content = state.getLines(start, end, state.blkIndent, false);
  token.map = [start, end];
  return true;
}
