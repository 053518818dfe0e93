import type { Catalogue } from "../catalogue.ts";

/** The texts about taking a room out, in English. */
export const exporting: Catalogue["export"] = {
  "title": "Export",
};
