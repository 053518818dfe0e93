import type { Part } from "../catalogue.ts";
import type { keys as source } from "../pt_br/keys.ts";

/** The texts about the keys, and going from place to place, in English. */
export const keys: Part<typeof source> = {
  "title": "Shortcuts",
};
