/** Longest message, in UTF-16 units: the one limit that every page of a room needs at once. */
export const LONGEST_BODY = 8_000;
