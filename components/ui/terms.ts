/** For how long somebody may be muted or banned, in seconds. */
export const TERMS = [600, 3_600, 86_400, 604_800, 2_592_000] as const;
