/** The texts about what can be done with a message, in Portuguese. */
export const menu = {} as const;
