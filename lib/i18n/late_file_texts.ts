import type { Catalogue } from "./catalogue.ts";
import type { Locale } from "./locale.ts";

/** The words about files in one language; they come when there is something to say. */
export async function lateFileTexts(locale: Locale): Promise<Catalogue["files"]> {
  switch (locale) {
    case "en":
      return (await import("./en/files.ts")).files;
    case "es":
      return (await import("./es/files.ts")).files;
    default:
      return (await import("./pt_br/files.ts")).files;
  }
}
