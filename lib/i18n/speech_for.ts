import type { Catalogue } from "./catalogue.ts";
import type { Locale } from "./locale.ts";
import { preferencesOf } from "./preferences.ts";
import { Speech, type SpeechProps } from "./speech.ts";
import { textsIn } from "./texts.ts";

/** What a page is said with: the texts of any section, and these as data for the browser. */
export interface PageSpeech {
  page: Speech<"page">;
  chat: Speech<"chat">;
  chatProps: SpeechProps<"chat">;
  of<In extends keyof Catalogue>(section: In): Speech<In>;
  propsOf<In extends keyof Catalogue>(section: In): SpeechProps<In>;
}

/** The speech of whoever sent this request. */
export function speechFor(locale: Locale, request: Request): PageSpeech {
  const { zone } = preferencesOf(request.headers.get("cookie"));
  const texts = textsIn(locale);
  function propsOf<In extends keyof Catalogue>(section: In): SpeechProps<In> {
    return { locale, zone, texts: texts[section] };
  }
  function of<In extends keyof Catalogue>(section: In): Speech<In> {
    return new Speech<In>(propsOf(section));
  }
  return { page: of("page"), chat: of("chat"), chatProps: propsOf("chat"), of, propsOf };
}
