import type { Part } from "../catalogue.ts";
import type { menu as source } from "../pt_br/menu.ts";

/** The texts about what can be done with a message, in Spanish. */
export const menu: Part<typeof source> = {};
