import { expect } from "expect";
import { isSafe } from "redos-detector";
import { LIMITS } from "@/lib/chat/limits.ts";
import { loadProject } from "./support/project.ts";
import { pumped } from "./support/pumped.ts";

/** Milliseconds that a pattern may take for the longest text that reaches it. */
const MOST = 20;
/** Ways to match the same text up to which a pattern counts as proven, and time to find them. */
const PROOF = { maxScore: 200, maxSteps: 20_000, timeout: 300 };

/** Patterns that are slow for long texts, which none of them is given; and how long theirs may be. */
const BOUND: Readonly<Record<string, number>> = {
  // A line of a stack of our own, with a path of our own in it.
  "lib/middlewares/errors.ts /[^/]+:\\d+:\\d+/": 500,
  // A query of at most 200 units, word by word.
  "lib/search/parse_search.ts /^[.,;:!?…()[\\]{}'¿¡]+|[.,;:!?…()[\\]{}'¿¡]+$/gu": 200,
  // What stands behind an "@", cut to twice the longest name.
  "lib/chat/mentions.ts /[\\p{P}\\p{S}]+$/u": 2 * LIMITS.name + 16,
  "lib/chat/mentions.ts /\\p{P}+$/u": 2 * LIMITS.name + 16,
};

/** Lengths of texts to begin with, in steps that no pattern grows too slow in between. */
const LENGTHS = [16, 22, 28, 34, 40, 50, 60, 80, 100, 150, 250, 500, 1_000];

interface Pattern {
  /** Its file and itself. */
  name: string;
  pattern: RegExp;
}

const ours = await loadProject(new URL("../", import.meta.url));
const patterns: Pattern[] = ours.sources.filter(({ path }) => !path.startsWith("tests/"))
  .flatMap(({ path, patterns }) =>
    patterns.map(({ literal }) => ({ name: `${path} ${literal}`, pattern: patternOf(literal) }))
  );

function patternOf(literal: string): RegExp {
  const end = literal.lastIndexOf("/");
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

/**
 * Whether no text can be slow for it. The detector looks at one place of a text; a pattern that is
 * looked for at each of them takes the square, unless it is short.
 */
function isProven(pattern: RegExp): boolean {
  const { source, sticky, multiline } = pattern;
  const atOnePlace = sticky || source.startsWith("^") && !multiline;
  if (!atOnePlace && /(?<!\\)[*+]|\{\d+,\}/.test(source)) return false;
  try {
    return isSafe(pattern, PROOF).safe;
  } catch {
    // It cannot read sets of the newest kind.
    return false;
  }
}

/** The worst of the texts for a pattern, and the best of its times, in milliseconds. */
function worstOf(pattern: RegExp, longest: number): { time: number; text: string } {
  let worst = { time: 0, text: "" };
  // Short ones first: what is slow for those would never come back from long ones.
  for (const length of [...LENGTHS.filter((one) => one < longest), longest]) {
    for (const text of pumped(pattern, length)) {
      let time = Infinity;
      for (let run = 0; run < 5 && time > MOST / 4; run++) {
        const began = performance.now();
        text.replace(pattern, "");
        time = Math.min(time, performance.now() - began);
      }
      if (time > worst.time) worst = { time, text: `${length} of ${text.slice(0, 20)}` };
      if (time > MOST) return worst;
    }
  }
  return worst;
}

Deno.test("no pattern of ours is slow for any text that reaches it", () => {
  expect(patterns.length).toBeGreaterThan(150);
  const slow = patterns.filter(({ pattern }) => !isProven(pattern)).flatMap(({ name, pattern }) => {
    const { time, text } = worstOf(pattern, BOUND[name] ?? LIMITS.body);
    return time > MOST ? [`${name}: ${time.toFixed(0)} ms for ${text}`] : [];
  });
  expect(slow).toEqual([]);
});

Deno.test("a pattern that is excused is there, and would be slow without", () => {
  for (const name of Object.keys(BOUND)) {
    const pattern = patterns.find((one) => one.name === name)?.pattern;
    expect([name, pattern !== undefined]).toEqual([name, true]);
    expect(worstOf(pattern!, LIMITS.body).time).toBeGreaterThan(MOST);
  }
});

Deno.test("a slow pattern would be seen", () => {
  for (
    const slow of [/(a+)+$/, /\s+$/, /^(\w+\s?)*$/, /(?:x|xx)+y/, /[\p{L}--[a-z]]+$/v, /.*b.*c/]
  ) {
    expect([String(slow), isProven(slow)]).toEqual([String(slow), false]);
    const { time } = worstOf(slow, LIMITS.body);
    expect([String(slow), time > MOST]).toEqual([String(slow), true]);
  }
});
