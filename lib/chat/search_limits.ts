/** How much a search may ask for: UTF-16 units of it, and words, phrases and exclusions in all. */
export const SEARCH_LIMITS = { units: 200, terms: 8 } as const;
