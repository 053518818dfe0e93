/** A figure measured several times: its middle and its ends. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** The value below which the given share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Measures one after the other, so that they do not disturb each other. */
export async function repeat(times: number, measure: () => Promise<number>): Promise<Spread> {
  const values: number[] = [];
  for (let n = 0; n < times; n++) values.push(await measure());
  return { median: percentile(values, 0.5), min: Math.min(...values), max: Math.max(...values) };
}
