import type { Catalogue } from "../catalogue.ts";

/** The texts about what people keep, and where they were called, in English. */
export const marks: Catalogue["marks"] = {
  "title": "Saved",
};
