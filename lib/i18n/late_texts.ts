import type { Catalogue } from "./catalogue.ts";
import type { Locale } from "./locale.ts";

type Brought = { [In in keyof Catalogue]?: Catalogue[In] };
type Bring = () => Promise<Brought>;

/** The sections that a browser is given only when it asks for them. */
export type LateSection =
  | "files"
  | "keys"
  | "able"
  | "panel"
  | "people"
  | "rooms"
  | "search";

const SECTIONS: Readonly<Record<LateSection, Readonly<Record<Locale, Bring>>>> = {
  files: {
    "pt-BR": () => import("./pt_br/files.ts"),
    en: () => import("./en/files.ts"),
    es: () => import("./es/files.ts"),
  },
  keys: {
    "pt-BR": () => import("./pt_br/keys.ts"),
    en: () => import("./en/keys.ts"),
    es: () => import("./es/keys.ts"),
  },
  able: {
    "pt-BR": () => import("./pt_br/able.ts"),
    en: () => import("./en/able.ts"),
    es: () => import("./es/able.ts"),
  },
  panel: {
    "pt-BR": () => import("./pt_br/panel.ts"),
    en: () => import("./en/panel.ts"),
    es: () => import("./es/panel.ts"),
  },
  people: {
    "pt-BR": () => import("./pt_br/people.ts"),
    en: () => import("./en/people.ts"),
    es: () => import("./es/people.ts"),
  },
  rooms: {
    "pt-BR": () => import("./pt_br/rooms.ts"),
    en: () => import("./en/rooms.ts"),
    es: () => import("./es/rooms.ts"),
  },
  search: {
    "pt-BR": () => import("./pt_br/search.ts"),
    en: () => import("./en/search.ts"),
    es: () => import("./es/search.ts"),
  },
};

/**
 * The texts of a section in a language; each language is a file of its own.
 *
 * @throws {TypeError} if they cannot be had now, as without a connection
 */
export async function lateTexts<In extends LateSection>(
  section: In,
  locale: Locale,
): Promise<Catalogue[In]> {
  const { [section]: texts } = await SECTIONS[section][locale]();
  if (texts === undefined) throw new TypeError(`No texts for ${section} in ${locale}`);
  return texts;
}
