/** The texts about what works in this browser at this address, in Portuguese. */
export const able = {
  "title": "O que funciona aqui",
} as const;
