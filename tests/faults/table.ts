import type { Harm } from "./record/evidence.ts";
import { countOf, type Row } from "./row.ts";

const HARMS: readonly Harm[] = [
  ...["lost", "doubled", "reordered", "phantom", "undone", "stale", "stuck"] as const,
];
const TITLES = ["sends", "acks", ...HARMS, "longest silence"];
const NAME_WIDTH = 58;
/** Findings of one row that are told in full. */
const TOLD = 5;

/** Lays out rows one by one, as they come. */
export class Table {
  get head(): string {
    return line("fault", TITLES);
  }

  /** A row, and below it what was found. */
  row(row: Row): string {
    const told = row.findings.slice(0, TOLD).map(({ harm, what }) => `    ${harm}: ${what}`);
    const more = row.findings.length - told.length;
    const rest = more > 0 ? [`    and ${more} more`] : [];
    return [cellsOf(row.name, [row]), ...told, ...rest].join("\n");
  }

  /** For each store all of its rows together. */
  sums(rows: readonly Row[]): string[] {
    return [...Map.groupBy(rows, ({ store }) => store)].map(([store, own]) => {
      const strikes = own.reduce((sum, row) => sum + row.strikes, 0);
      return cellsOf(`${store}: ${strikes} in all`, own);
    });
  }
}

function cellsOf(name: string, rows: readonly Row[]): string {
  const sum = (count: (row: Row) => number) =>
    String(rows.reduce((total, row) => total + count(row), 0));
  const silence = Math.max(...rows.map((row) => row.silence.ms)) / 1_000;
  return line(name, [
    sum((row) => row.sends),
    sum((row) => row.acks),
    ...HARMS.map((harm) => sum((row) => countOf(row, harm))),
    `${silence.toFixed(2)} s`,
  ]);
}

function line(name: string, cells: readonly string[]): string {
  const padded = cells.map((cell, at) => cell.padStart(Math.max(5, TITLES[at]!.length)));
  return [name.padEnd(NAME_WIDTH), ...padded].join("  ");
}
