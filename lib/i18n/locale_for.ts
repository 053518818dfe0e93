import { type Locale, localeOf } from "./locale.ts";
import { preferencesOf } from "./preferences.ts";

/** The language of a page, also where an error came before anybody had looked at the request. */
export function localeFor(known: Locale | undefined, { headers }: Request): Locale {
  return known ?? preferencesOf(headers.get("cookie")).locale ??
    localeOf(headers.get("accept-language"));
}
