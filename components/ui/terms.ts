/** For how long somebody may be muted or banned, in seconds, by the word in the catalogue. */
export const TERMS = [
  ["10m", 600],
  ["1h", 3_600],
  ["1d", 86_400],
  ["1w", 604_800],
  ["1mo", 2_592_000],
] as const;
