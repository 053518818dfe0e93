import type { Catalogue } from "@/lib/i18n/catalogue.ts";
import type { Locale } from "@/lib/i18n/locale.ts";

/** The words about files in one language; they come when there is something to say. */
export async function lateFileTexts(locale: Locale): Promise<Catalogue["files"]> {
  switch (locale) {
    case "en":
      return (await import("@/lib/i18n/en/files.ts")).files;
    case "es":
      return (await import("@/lib/i18n/es/files.ts")).files;
    default:
      return (await import("@/lib/i18n/pt_br/files.ts")).files;
  }
}
