import type { FileKind, RoomFileQuery } from "@/lib/chat/store.ts";

/** The kinds of files that a list can be narrowed to, as the address names them. */
export const KINDS: Readonly<Record<string, FileKind>> = {
  imagem: "image",
  documento: "document",
  audio: "audio",
  video: "video",
  outro: "other",
};

/** The orders of a list, as the address names them; the usual one is not named. */
export const ORDERS: Readonly<Record<string, RoomFileQuery["order"]>> = {
  "": "newest",
  antigos: "oldest",
  maiores: "largest",
  menores: "smallest",
  nome: "name",
};

/** Which files of a room a page is asked for; whatever is not to be understood counts as not said. */
export interface AskedFiles {
  /** A name of `KINDS`, or "". */
  kind: string;
  /** A name of `ORDERS`. */
  order: string;
  /** What is looked for in names, as it was typed. */
  text: string;
  from: number | undefined;
  /** From 1. */
  page: number;
}

/** Files on one page. */
export const FILES_SHOWN = 50;
/** Nobody leafs so far; who looks for something has a name, a kind, a person. */
const MOST_PAGES = 200;
/** UTF-16 units of what is looked for: as long as a name may be. */
const LONGEST = 255;

/** Reads an address: `nome`, `tipo`, `de`, `ordem`, `pagina`. */
export function askedFiles(query: URLSearchParams): AskedFiles {
  const [kind, order] = [query.get("tipo") ?? "", query.get("ordem") ?? ""];
  return {
    kind: Object.hasOwn(KINDS, kind) ? kind : "",
    order: Object.hasOwn(ORDERS, order) ? order : "",
    text: (query.get("nome") ?? "").trim().slice(0, LONGEST).toWellFormed(),
    from: numberIn(query, "de"),
    page: Math.min(numberIn(query, "pagina") ?? 1, MOST_PAGES),
  };
}

/** The page of a room's files with this asked for. */
export function hrefOf(here: string, { text, kind, from, order, page }: AskedFiles): string {
  const query = new URLSearchParams({
    ...text && { nome: text },
    ...kind && { tipo: kind },
    ...from !== undefined && { de: String(from) },
    ...order && { ordem: order },
    ...page > 1 && { pagina: String(page) },
  });
  return query.size === 0 ? here : `${here}?${query}`;
}

/** What the list is asked for. */
export function listOf({ text, kind, from, order, page }: AskedFiles) {
  return {
    text,
    kind: KINDS[kind],
    from,
    order: ORDERS[order] ?? "newest",
    limit: FILES_SHOWN,
    offset: (page - 1) * FILES_SHOWN,
  };
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? "";
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
