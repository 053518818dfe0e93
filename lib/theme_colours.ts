/**
 * The colour of the paper in each scheme, for those who are told colours outside of the sheets: a
 * browser's own bars, and the system that installs the app. They understand no OKLCH.
 */
export const PAPER = { light: "#fffdfb", dark: "#1d171a" } as const;
