/** What stands for a class of characters, or slips between the parts of a pattern. */
const SAMPLES = [..."aA0 \n\t_-./:@\"'<>(){}[]é\u0301👍,;=+*\\"];

/**
 * Texts of `length` units that a backtracking pattern is slow for, if any are: what the pattern names,
 * and samples of what its classes mean, each alone and in pairs, over and over, with an end that does
 * not fit.
 */
export function* pumped(pattern: RegExp, length: number): Generator<string> {
  const named = pattern.source.match(/[a-z]{2,}(?![a-z}])/gi) ?? [];
  const signs = [...pattern.source].filter((sign) => !/[\\^$|?(){}[\]]/.test(sign));
  const units = [...new Set([...named, ...signs, ...SAMPLES])];
  const fitting = units.filter((unit) => mayMatter(pattern, unit)).slice(0, MOST_UNITS);
  for (const unit of fitting) yield* ending(unit, "", length);
  for (const first of fitting) {
    for (const second of fitting) {
      if (first !== second) yield* ending(second, first, length);
    }
  }
}

const MOST_UNITS = 12;

function* ending(unit: string, before: string, length: number): Generator<string> {
  yield before + unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + "\u0000";
  if (before !== "") {
    const pair = before + unit;
    yield pair.repeat(Math.ceil(length / pair.length)).slice(0, length) + "\u0000";
  }
}

/** Whether a part of the pattern could take this: it stands there, or its classes do. */
function mayMatter({ source, flags }: RegExp, unit: string): boolean {
  if (source.includes(unit)) return true;
  const classes = source.match(/\[(?:\\.|[^\]\\])*\]|\\[dDwWsS]|\\p\{[^}]+\}|\.(?=[*+{])/gi) ?? [];
  return classes.some((one) => {
    try {
      return new RegExp(`^${one}$`, flags.replace(/[gy]/g, "")).test(unit);
    } catch {
      return true;
    }
  });
}
