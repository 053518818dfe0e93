import type { Locale } from "./locale.ts";
import { preferencesOf } from "./preferences.ts";
import { Speech, type SpeechProps } from "./speech.ts";
import { textsIn } from "./texts.ts";

/** What a page is said with: its own texts, those it shares with the browser, and these as data. */
export interface PageSpeech {
  page: Speech<"page">;
  chat: Speech<"chat">;
  chatProps: SpeechProps<"chat">;
}

/** The speech of whoever sent this request. */
export function speechFor(locale: Locale, request: Request): PageSpeech {
  const { zone } = preferencesOf(request.headers.get("cookie"));
  const { page, chat } = textsIn(locale);
  const chatProps = { locale, zone, texts: chat };
  return {
    page: new Speech<"page">({ locale, zone, texts: page }),
    chat: new Speech<"chat">(chatProps),
    chatProps,
  };
}
