import type { Part } from "../catalogue.ts";
import type { compose as source } from "../pt_br/compose.ts";

/** The texts about writing a message, in English. */
export const compose: Part<typeof source> = {};
