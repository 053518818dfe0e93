import type { Part } from "../catalogue.ts";
import type { able as source } from "../pt_br/able.ts";

/** The texts about what works in this browser at this address, in Spanish. */
export const able: Part<typeof source> = {
  "title": "Qué funciona aquí",
};
