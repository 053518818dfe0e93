import { isAbsent, type Upload } from "@/lib/client/upload.ts";
import { spanName } from "@/lib/i18n/span_name.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { sizeName } from "@/components/ui/size_name.ts";

/** How far a file is on its way, in a few words. */
export function wordsOf(upload: Upload, texts: Speech<"files">): string {
  const { state, size, sent, pace, cut, going } = upload;
  const { locale } = texts;
  const percent = percentOf(upload, locale);
  if (state === "whole") return sizeName(size, locale);
  if (state === "failed") return whyOf(upload, texts);
  if (isAbsent(upload)) return texts.say("up.absent");
  if (state === "paused") return texts.say("up.paused", { percent });
  if (cut) return texts.say("up.cut");
  if (going) return texts.say("up.going", { percent });
  if (state === "waiting") return texts.say("up.waiting", { size: sizeName(size, locale) });
  if (sent >= size) return texts.say("up.checking");
  if (!pace) return texts.say("up.sending", { percent, size: sizeName(size, locale) });
  const speed = sizeName(pace, locale);
  const seconds = (size - sent) / pace;
  if (seconds < WORTH_TELLING) return texts.say("up.pace", { percent, pace: speed });
  return texts.say("up.left", { percent, pace: speed, left: spanName(seconds, locale, "short") });
}

/** Why a file is not sent. */
export function whyOf({ size, why }: Upload, texts: Speech<"files">): string {
  const { code = "", most } = why ?? {};
  if (most !== undefined && (code === "size" || code === "left")) {
    const names = { size: sizeName(size, texts.locale), most: sizeName(most, texts.locale) };
    return texts.say(`up.why.${code}`, names);
  }
  switch (code) {
    case "person":
    case "server":
    case "disk":
    case "forbidden":
    case "unreadable":
      return texts.say(`up.why.${code}`);
    case "unauthenticated":
      return texts.say("up.why.signedout");
  }
  return texts.say("up.why.other");
}

/** What takes less, in seconds, is there before its time is read. */
const WORTH_TELLING = 3;

function percentOf({ sent, size }: Upload, locale: string): string {
  const done = size === 0 ? 0 : Math.floor(sent / size * 100) / 100;
  return new Intl.NumberFormat(locale, { style: "percent" }).format(done);
}
