import { spanName } from "@/lib/i18n/span_name.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

/** How slow a room may be made, in seconds; 0: not at all. */
export const PACES = [0, 5, 10, 30, 60, 300, 900, 3_600, 21_600] as const;

/** A time between messages in words: "30 segundos", "5 minutos". */
export function paceName(seconds: number, speech: Speech<"rooms">): string {
  if (seconds === 0) return speech.say("slow.off");
  return spanName(seconds, speech.locale);
}
