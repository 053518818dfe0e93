import { SEARCH_LIMITS } from "@/lib/chat/search_limits.ts";
import { waitName } from "@/lib/i18n/span_name.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface Refusal {
  /** That of the error. */
  code: string | undefined;
  field?: string | undefined;
  afterMs?: number | undefined;
}

/** Why nothing was looked for, in words. */
export function searchComplaint(
  { code, field, afterMs }: Refusal,
  { words, texts }: { words: string; texts: Speech<"search"> },
): string {
  if (code === "rate_limited") {
    return texts.say("wrong.busy", { wait: waitName(afterMs, texts.locale) });
  }
  if (code === "unavailable") return texts.say("wrong.away");
  if (field === "before" || field === "after") {
    const filter = texts.say(`filter.${field}`, { name: "" }).replace(/[^\p{L}]/gu, "");
    return texts.say("wrong.day", { filter });
  }
  if (field === "has") return texts.say("wrong.has");
  if (field === "from" || field === "in") return texts.say("wrong.empty");
  if (field === "cursor") return texts.say("wrong.cursor");
  if (words.startsWith("-")) return texts.say("wrong.only");
  return texts.say("wrong.long", SEARCH_LIMITS);
}
