/** The texts about the keys, and going from place to place, in Portuguese. */
export const keys = {
  "title": "Atalhos",
} as const;
