import type { Catalogue } from "../catalogue.ts";

/** The texts about searching, in Spanish. */
export const search: Catalogue["search"] = {
  "title": "Buscar",
};
