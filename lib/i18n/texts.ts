import type { Catalogue } from "./catalogue.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { Locale } from "./locale.ts";
import { ptBr } from "./pt_br.ts";

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { "pt-BR": ptBr, en, es };

/** The texts in a language. For the server: a browser is handed the one section it needs. */
export function textsIn(locale: Locale): Catalogue {
  return CATALOGUES[locale];
}
