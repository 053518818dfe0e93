import { join } from "node:path";
import { say } from "@/tests/support/run/say.ts";
import type { Finding } from "../record/evidence.ts";
import { countOf, type Row } from "../row.ts";
import type { Mutant } from "./mutant.ts";
import { MUTANTS } from "./mutants.ts";
import { PatchMisfit, SourceCopy } from "../site/source_copy.ts";

/** What is stuck shows soon where everybody else is done. */
const PATIENCE_MS = 3_000;
const AT_ONCE = 2;

/**
 * Plays each safeguard's episode on a program without it, and on the program as it is: the one must
 * fail and name what broke, the other must not. Gives back how many of these trials failed.
 */
export async function runMutants(seed: string): Promise<{ passed: number; failed: number }> {
  const episodes = [...new Set(MUTANTS.map(({ episode }) => episode))];
  const whole = await playIn([], episodes, seed);
  const failures = whole.filter(({ findings }) => findings.length > 0);
  for (const { name, findings } of failures) say(`as it is: FAILED ${name}${told(findings)}`);
  const unplayed = episodes.filter((episode) => !whole.some(({ name }) => name.endsWith(episode)));
  for (const episode of unplayed) say(`as it is: FAILED "${episode}" was not played`);
  let failed = failures.length + unplayed.length;
  say(
    `as it is: ${whole.length - failures.length} of ${whole.length} rows without a finding`,
  );
  const waiting = [...MUTANTS];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { verdict, isFound } = await tryMutant(next, seed);
      if (!isFound) failed++;
      say(`without ${next.without}: ${verdict}`);
    }
  }));
  return { passed: MUTANTS.length + whole.length - failed, failed };
}

async function tryMutant(
  { patches, episode, harms }: Mutant,
  seed: string,
): Promise<{ verdict: string; isFound: boolean }> {
  try {
    const [row] = await playIn(patches, [episode], seed);
    if (!row) return { verdict: "FAILED: the episode was not played", isFound: false };
    const found = harms.filter((harm) => countOf(row, harm) > 0);
    if (found.length > 0) {
      return { verdict: `found ${found.join(", ")}${told(row.findings)}`, isFound: true };
    }
    return { verdict: `FAILED: no ${harms.join(" or ")}${told(row.findings)}`, isFound: false };
  } catch (error) {
    if (!(error instanceof PatchMisfit)) throw error;
    return { verdict: `FAILED: ${error.message}`, isFound: false };
  }
}

/** Plays episodes in a copy of the project: its tests, its clients, its server. */
async function playIn(
  patches: Mutant["patches"],
  episodes: readonly string[],
  seed: string,
): Promise<Row[]> {
  await using copy = await SourceCopy.make();
  for (const patch of patches) await copy.apply(patch);
  const rows = join(copy.root, "rows.json");
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-check", "--cached-only", "tests/faults/run.ts", "--store", "mysql"],
      ...["--seed", seed, "--patience", `${PATIENCE_MS}`, "--rows", rows, ...episodes],
    ],
    cwd: copy.root,
    stdin: "null",
  }).output();
  try {
    return JSON.parse(await Deno.readTextFile(rows));
  } catch {
    const decoder = new TextDecoder();
    throw new Error(`No rows were written:\n${decoder.decode(stdout)}${decoder.decode(stderr)}`);
  }
}

function told(findings: readonly Finding[]): string {
  return findings.slice(0, 2).map(({ harm, what }) => `\n    ${harm}: ${what}`).join("");
}
