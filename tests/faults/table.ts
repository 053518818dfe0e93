import type { Harm } from "./record/evidence.ts";
import { countOf, type Row } from "./row.ts";

const HARMS: readonly Harm[] = [
  ...["lost", "doubled", "reordered", "phantom", "undone", "stale", "stuck"] as const,
];
const HEAD = ["fault", "sends", "acks", ...HARMS, "longest silence"];
/** Findings of one row that are told in full. */
const TOLD = 5;

/** Lays out rows one by one, as they come. */
export class Table {
  readonly #width: number;

  constructor(names: readonly string[]) {
    this.#width = Math.max(HEAD[0]!.length, ...names.map((name) => name.length));
  }

  get head(): string {
    return this.#line(HEAD);
  }

  /** A row, and what was found below it. */
  row(row: Row): string {
    const harms = HARMS.map((harm) => String(countOf(row, harm)));
    const silence = `${(row.silence.ms / 1_000).toFixed(2)} s`;
    const line = this.#line([row.name, `${row.sends}`, `${row.acks}`, ...harms, silence]);
    const told = row.findings.slice(0, TOLD).map(({ harm, what }) => `    ${harm}: ${what}`);
    const more = row.findings.length - told.length;
    return [line, ...told, ...(more > 0 ? [`    and ${more} more`] : [])].join("\n");
  }

  #line([name = "", ...cells]: readonly string[]): string {
    const widths = HEAD.slice(1).map((title) => Math.max(5, title.length));
    return [name.padEnd(this.#width), ...cells.map((cell, at) => cell.padStart(widths[at]!))]
      .join("  ");
  }
}
