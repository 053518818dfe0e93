/** Longest text of a message, in UTF-16 units; apart from the other limits, which few pages need. */
export const LONGEST_BODY = 8_000;
