import { LookalikeClasses } from "./lookalike_classes.ts";
import { plainFold } from "@/lib/chat/plain_fold.ts";

const LINE = /^([0-9A-F]+) ;\s([0-9A-F ]+) ;/;
const WIDTH = 96;

/**
 * The module lib/chat/confusables.ts, made from Unicode's confusables.txt. To write it anew:
 * `deno run --allow-read=. lib/make_confusables.ts confusables.txt > lib/chat/confusables.ts`.
 * The keys of people's names change with it: those in the store have to be folded again.
 *
 * @throws {Error} if the text is no such table
 */
export function writeConfusables(text: string): string {
  const version = /^# Version: (\S+)$/m.exec(text)?.[1];
  const pairs = readPairs(text);
  if (version === undefined || pairs.length === 0) {
    throw new Error("Cannot make confusables: the text has no version or no pairs");
  }
  return moduleOf(version, encode(exceptionsOf(pairs)));
}

/** The pairs of a confusables.txt (UTS 39): a character, and the text that it looks like. */
export function readPairs(text: string): [source: string, target: string][] {
  return text.split("\n").flatMap((line) => {
    const [, source, target] = LINE.exec(line) ?? [];
    return source && target ? [[decodeHex(source), decodeHex(target)]] : [];
  });
}

// What each character folds to, where plainFold and the rest of the table do not tell.
function exceptionsOf(pairs: readonly [string, string][]): Map<string, string> {
  const classes = new LookalikeClasses(pairs);
  const table = new Map<string, string>();
  const known = new Map<string, string>();
  const told = (text: string) => [...plainFold(text)].map((one) => known.get(one) ?? one).join("");
  const candidates = classes.members().map((one) => [one, classes.foldOf(one)] as const);
  for (const [one, fold] of candidates) if (plainFold(one) === one) known.set(one, fold);
  for (const [one, fold] of candidates) {
    const isSimple = plainFold(one) === one;
    if (isSimple ? fold !== one : told(one) !== fold) table.set(one, fold);
  }
  return table;
}

/** As `fold:characters;`: a fold as code points with dots between, characters as steps, base 36. */
function encode(table: ReadonlyMap<string, string>): string {
  const byFold = Map.groupBy(table.keys(), (one) => table.get(one)!);
  return [...byFold].sort(([a], [b]) => a < b ? -1 : 1).map(([fold, ones]) => {
    const points = ones.map((one) => one.codePointAt(0)!).sort((a, b) => a - b);
    const steps = points.map((point, index) => (point - (points[index - 1] ?? 0)).toString(36));
    return [...fold].map((one) => one.codePointAt(0)!.toString(36)).join(".") + ":" + steps.join() +
      ";";
  }).join("");
}

function moduleOf(version: string, encoded: string): string {
  const lines = encoded.match(new RegExp(`.{1,${WIDTH}}`, "g")) ?? [];
  return `/**
 * What looks alike, by Unicode ${version}: made by lib/make_confusables.ts from confusables.txt of
 * UTS 39 (https://www.unicode.org/Public/${version}/security/confusables.txt), under the Unicode
 * License V3, which stands beside this file. \`fold:characters;…\`, all in base 36: the code points
 * of a fold with dots between, then those of its characters, each as the step from the one before.
 */
export const CONFUSABLES = \`
${lines.join("\n")}
\`;
`;
}

function decodeHex(points: string): string {
  return String.fromCodePoint(...points.trim().split(" ").map((point) => parseInt(point, 16)));
}

if (import.meta.main) {
  // deno-lint-ignore no-console -- the module is what was asked for
  console.log(writeConfusables(Deno.readTextFileSync(Deno.args[0]!)).trimEnd());
}
