/** The texts about the panel beside a conversation, in Portuguese. */
export const panel = {
  "title": "Sobre a sala",
} as const;
