import type { SourceFile } from "../source_file.ts";

/** A function with a body of its own lines: the first and the last of them, counted from 0. */
export interface FunctionLines {
  first: number;
  last: number;
}

// The code is formatted, so a body ends at the first line that closes at its own indent.
const OPENS =
  /(?:\bfunction\b.*|=>\s*|^\s+(?:(?:static|async|override|get|set|private|protected)\s+)*\*?#?\w+(?:<.*>)?\(.*\).*|^\s*\)(?::.*)?\s)\{$/;
const NO_FUNCTION = /^\s*(?:\}\s*)?(?:if|for|while|switch|catch|else|return|await|with)\b/;

/** The functions of a file, by the shape of its lines. */
export function functionsOf(source: SourceFile): FunctionLines[] {
  const lines = source.bare.split("\n");
  return lines.flatMap((line, first) => {
    if (!OPENS.test(line) || NO_FUNCTION.test(line) && !line.endsWith("=> {")) return [];
    const indent = line.search(/\S/);
    const closes = lines.findIndex((next, at) =>
      at > first && next.startsWith("}", indent) && next.search(/\S/) === indent
    );
    return [{ first, last: closes < 0 ? lines.length - 1 : closes }];
  });
}
