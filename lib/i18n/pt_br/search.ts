/** The texts about searching, in Portuguese. */
export const search = {
  "title": "Busca",
} as const;
