/** The texts about what people keep, and where they were called, in Portuguese. */
export const marks = {
  "title": "Guardadas",
} as const;
