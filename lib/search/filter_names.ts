import type { Attachment } from "./search_query.ts";

/** What a search may be narrowed to. */
export type FilterName = "from" | "in" | "before" | "after" | "has";

/** Filters by their names in each language, folded. */
export const FILTERS: ReadonlyMap<string, FilterName> = new Map([
  ...["de", "from"].map((name) => [name, "from"] as const),
  ...["em", "in", "en"].map((name) => [name, "in"] as const),
  ...["antes", "before"].map((name) => [name, "before"] as const),
  ...["depois", "after", "despues"].map((name) => [name, "after"] as const),
  ...["tem", "has", "tiene"].map((name) => [name, "has"] as const),
]);

/** What `tem:` may name, in each language, folded. */
export const KINDS: ReadonlyMap<string, Attachment> = new Map([
  ...["link", "links", "enlace"].map((name) => [name, "link"] as const),
  ...["arquivo", "file", "archivo"].map((name) => [name, "file"] as const),
  ...["imagem", "image", "imagen"].map((name) => [name, "image"] as const),
  ...["codigo", "code"].map((name) => [name, "code"] as const),
]);
