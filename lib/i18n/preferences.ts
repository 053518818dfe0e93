import { type Locale, localeNamed } from "./locale.ts";

/** How a person wants to see the pages, as far as their browser has told. */
export interface Preferences {
  /** `undefined`: as the system is set. */
  theme: Theme | undefined;
  /** `undefined`: as the browser asks for. */
  locale: Locale | undefined;
  /** An IANA time zone; the server's own until the browser has told its. */
  zone: string;
  /** The list of rooms is folded away, where it could stand beside the conversation. */
  folded: boolean;
}

/** Light or dark. */
export type Theme = "light" | "dark";

/**
 * The cookies that carry them. Cookies and not local storage, so that the page that the server
 * renders is right from its first paint, and needs no inline script.
 */
export const PREFERENCE = {
  theme: "conexao_theme",
  zone: "conexao_zone",
  locale: "conexao_locale",
  rail: "conexao_rail",
} as const;

/** A year: browsers keep none longer than 400 days. */
const KEPT_SECONDS = 31_536_000;

/** Names known to be those of zones, so many at most; to ask is costly, and each request does. */
const KNOWN_ZONES = 1_000;
const zones = new Set<string>();
let own: string | undefined;

/** Reads the preferences from a `Cookie` header; what makes no sense is as good as absent. */
export function preferencesOf(cookie: string | null): Preferences {
  const theme = valueOf(cookie, PREFERENCE.theme);
  const zone = valueOf(cookie, PREFERENCE.zone);
  return {
    theme: theme === "light" || theme === "dark" ? theme : undefined,
    locale: localeNamed(valueOf(cookie, PREFERENCE.locale)),
    zone: zone !== undefined && isZone(zone) ? zone : own ??= ownZone(),
    folded: valueOf(cookie, PREFERENCE.rail) === "closed",
  };
}

/**
 * A `Set-Cookie` that keeps a preference in this browser; without a value, one that forgets it. A
 * script may read it: the switch between light and dark does.
 */
export function preferenceCookie(
  name: typeof PREFERENCE[keyof typeof PREFERENCE],
  value: string | undefined,
): string {
  const age = value === undefined ? 0 : KEPT_SECONDS;
  return `${name}=${value ?? ""}; Path=/; Max-Age=${age}; SameSite=Lax`;
}

/** The time zone of this machine. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function valueOf(cookie: string | null, name: string): string | undefined {
  const prefix = `${name}=`;
  return (cookie ?? "").split(";").map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
}

function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    return false;
  }
  // One zone has names without number: in small and capital letters.
  if (zones.size >= KNOWN_ZONES) zones.clear();
  zones.add(name);
  return true;
}
