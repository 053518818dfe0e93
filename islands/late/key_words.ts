import { asset } from "fresh/runtime";
import { lateSheet } from "@/lib/client/late_sheet.ts";
import type { Catalogue } from "@/lib/i18n/catalogue.ts";
import { lateTexts } from "@/lib/i18n/late_texts.ts";
import type { Locale } from "@/lib/i18n/locale.ts";

/** The words of what opens by keys; with them come its looks. */
export async function keyWords(locale: Locale): Promise<Catalogue["keys"]> {
  const [texts] = await Promise.all([
    lateTexts("keys", locale),
    lateSheet(asset("/styles/keys.css")),
  ]);
  return texts;
}
