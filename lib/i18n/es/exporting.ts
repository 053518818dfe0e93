import type { Catalogue } from "../catalogue.ts";

/** The texts about taking a room out, in Spanish. */
export const exporting: Catalogue["export"] = {
  "title": "Exportar",
};
