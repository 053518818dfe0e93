/** The largest size that anything is limited to: 1 PiB. */
export const MOST_BYTES = 2 ** 50;

/** The units of sizes (IEC 80000-13 and the decimal ones), in the order in which they are tried. */
const UNITS: readonly (readonly [name: string, bytes: number])[] = [
  ["PiB", 2 ** 50],
  ["PB", 1e15],
  ["TiB", 2 ** 40],
  ["TB", 1e12],
  ["GiB", 2 ** 30],
  ["GB", 1e9],
  ["MiB", 2 ** 20],
  ["MB", 1e6],
  ["KiB", 2 ** 10],
  ["KB", 1e3],
];
const SIZE = /^(\d{1,16})(?:[.,](\d{1,3}))?\s*(?:([kmgtp]i?)?b)?$/i;

/**
 * The bytes of a size as people write it: "500MB", "1,5 GB", "2 GiB", or a number of bytes.
 * `undefined`: it is none.
 */
export function readByteSize(text: string): number | undefined {
  const [found, whole = "", fraction = "", prefix = ""] = SIZE.exec(text.trim()) ?? [];
  if (found === undefined) return undefined;
  const unit = prefix === ""
    ? 1
    : UNITS.find(([name]) => name.toLowerCase() === `${prefix}b`.toLowerCase())?.[1];
  if (unit === undefined || unit === 1 && fraction !== "") return undefined;
  const bytes = Math.round(Number(`${whole}.${fraction || 0}`) * unit);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** The size in the largest unit that says it exactly: what `readByteSize` makes the same bytes of. */
export function writeByteSize(bytes: number): string {
  for (const [name, unit] of UNITS) {
    const text = String(bytes / unit);
    if (bytes >= unit && /^\d+(\.\d{1,3})?$/.test(text)) return `${text} ${name}`;
  }
  return `${bytes} B`;
}
