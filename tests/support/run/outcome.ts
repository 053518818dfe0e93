/** How a group of tests ended. */
export interface Outcome {
  passed: number;
  failed: number;
  /** The names of those that were left out; each carries its reason. */
  skipped: string[];
  seconds: number;
  /** What `deno test` said of the failures; empty if there were none. */
  report: string;
}

const CLOSING =
  /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))? \| (\d+) failed(?: \([^)]*\))?(?: \| (\d+) ignored)?/m;

/**
 * Reads what `deno test` printed (uncoloured). A run without its closing line, or one that failed
 * without a failed test, counts as one failure: a crash must not look like success.
 */
export function parseOutcome(
  said: string,
  { code, seconds }: { code: number; seconds: number },
): Outcome {
  const closing = CLOSING.exec(said);
  const passed = Number(closing?.[1] ?? 0);
  const failed = Number(closing?.[2] ?? 0);
  const skipped = [...said.matchAll(/^(?:\S+ => )?(.*) \.\.\. ignored \(/gm)]
    .flatMap(([, name]) => name === undefined ? [] : [name]);
  const broken = closing === null || code !== 0 && failed === 0;
  const errors = said.indexOf("\n ERRORS \n");
  return {
    passed,
    failed: broken ? failed + 1 : failed,
    skipped,
    seconds,
    report: !broken && failed === 0 ? "" : errors >= 0 ? said.slice(errors).trim() : tail(said),
  };
}

function tail(said: string): string {
  return said.trim().split("\n").slice(-40).join("\n");
}
