/** The texts about writing a message, in Portuguese. */
export const compose = {} as const;
