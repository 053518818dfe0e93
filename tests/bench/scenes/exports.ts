import { NAMES } from "../names.ts";
import type { Stage } from "../stage.ts";
import { exporting } from "./exporting.ts";

const MESSAGES = 200_000;

/** What it costs to take a large room out, in each format. */
export async function exports({ results }: Stage): Promise<void> {
  for (const { format, size, ms, growth } of await exporting(MESSAGES)) {
    const of = NAMES.alone;
    const what = `an export of 200,000 messages as ${format}`;
    results.add({ what: `${what}: size`, of, unit: "MB" }, size / 1e6);
    results.add({ what: `${what}: time`, of, unit: "s" }, ms / 1_000);
    results.add({ what: `${what}: memory more`, of, unit: "MB" }, growth / 1e6);
  }
}
