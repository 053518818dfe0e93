/** The largest size that anything is limited to: 1 PiB. */
export const MOST_BYTES = 2 ** 50;

/**
 * By 1,024, as people's own computers count files (JEDEC 100B.01), and the page that lists them:
 * "GB" and "GiB" (IEC 80000-13) are one size here.
 */
const UNITS = ["KB", "MB", "GB", "TB", "PB"] as const;
const STEP = 1_024;
const SIZE = /^(\d{1,16})(?:[.,](\d{1,3}))?\s*(?:([kmgtp]i?)?b)?$/i;

/**
 * The bytes of a size as people write it: "500MB", "1,5 GB", "2 GiB", or a number of bytes.
 * `undefined`: it is none.
 */
export function readByteSize(text: string): number | undefined {
  const [found, whole = "", fraction = "", prefix = ""] = SIZE.exec(text.trim()) ?? [];
  if (found === undefined) return undefined;
  const power = prefix === ""
    ? 0
    : 1 + UNITS.findIndex(([initial]) => initial === prefix[0]?.toUpperCase());
  if (power === 0 && fraction !== "") return undefined;
  const unit = STEP ** power;
  const bytes = Math.round(Number(`${whole}.${fraction || 0}`) * unit);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** The size in the largest unit that says it exactly: what `readByteSize` makes the same bytes of. */
export function writeByteSize(bytes: number): string {
  for (let power = UNITS.length; power > 0; power--) {
    const text = String(bytes / STEP ** power);
    if (/^[1-9]\d*(\.\d{1,3})?$/.test(text)) return `${text} ${UNITS[power - 1]}`;
  }
  return `${bytes} B`;
}
