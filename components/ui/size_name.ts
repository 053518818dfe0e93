const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
/** Files are counted by 1,024, as the people's own computers show them. */
const STEP = 1_024;

/** How large a file is, as people of a language say it: "1,2 MB", "48 kB". */
export function sizeName(bytes: number, locale: string): string {
  const power = bytes < STEP ? 0 : Math.floor(Math.log2(bytes) / 10);
  const step = Math.min(power, UNITS.length - 1);
  const amount = bytes / STEP ** step;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    // No more digits than tell something.
    maximumFractionDigits: step > 0 && amount < 10 ? 1 : 0,
  }).format(amount);
}
