import type { Catalogue } from "../catalogue.ts";

/** The texts about searching, in English. */
export const search: Catalogue["search"] = {
  "title": "Search",
};
