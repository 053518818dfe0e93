import type { Outcome } from "./outcome.ts";
import { isUsual, type TestGroup } from "./test_group.ts";

/** The groups that are wanted, and what their tests' names must hold. */
export interface Wanted {
  groups: TestGroup[];
  filter: string | undefined;
}

/** Narrows the groups to the paths among `args`; the other words filter by name. */
export function narrowed(groups: readonly TestGroup[], args: readonly string[]): Wanted {
  const all = groups.flatMap(({ files }) => files);
  const names = new Set(groups.map(({ name }) => name));
  const chosen = (arg: string, group: TestGroup, file: string) =>
    names.has(arg) ? group.name === arg : isBelow(file, arg);
  const paths = args.filter((arg) => names.has(arg) || all.some((file) => isBelow(file, arg)));
  const words = args.filter((arg) => !paths.includes(arg));
  const left = groups.map((group) => ({
    name: group.name,
    files: group.files.filter((file) =>
      paths.length === 0 ? isUsual(group) : paths.some((arg) => chosen(arg, group, file))
    ),
  }));
  return {
    groups: left.filter(({ files }) => files.length > 0),
    filter: words.length > 0 ? words.join(" ") : undefined,
  };
}

function isBelow(file: string, path: string): boolean {
  const clean = path.replace(/^\.\//, "").replace(/\/$/, "");
  return file === clean || file.startsWith(clean + "/");
}

/** What ran, on what, for how long, and what was left out. */
export function summary(
  outcomes: ReadonlyMap<TestGroup, Outcome>,
  versions: readonly string[],
): string {
  const lines = ["", `ran on ${versions.join(", ")}`];
  for (const [{ name }, { passed, failed, skipped, seconds }] of outcomes) {
    const counts = `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
    lines.push(`  ${name.padEnd(12)} ${counts.padEnd(40)} ${seconds.toFixed(1).padStart(6)} s`);
  }
  const left = [...outcomes.values()].flatMap(({ skipped }) => skipped);
  if (left.length > 0) lines.push("skipped", ...left.map((name) => `  ${name}`));
  return lines.join("\n") + "\n";
}

/** `N passed, N failed`, and what was skipped if anything was. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const sum = (count: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const skipped = sum((outcome) => outcome.skipped.length);
  return `${sum((one) => one.passed)} passed, ${sum((one) => one.failed)} failed` +
    (skipped > 0 ? `, ${skipped} skipped` : "");
}
