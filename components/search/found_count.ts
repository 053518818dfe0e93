import type { Speech } from "@/lib/i18n/speech.ts";

interface Found {
  hits: readonly unknown[];
  next?: string | undefined;
  partial?: boolean | undefined;
}

/** How much was found, in words; `further`: after what was shown before. */
export function foundCount(
  { hits, next, partial }: Found,
  { further = false, texts }: { further?: boolean; texts: Speech<"search"> },
): string {
  const n = hits.length;
  if (further) return texts.say("found.further", { n });
  if (n === 0 && !partial) return texts.say("none");
  return next === undefined ? texts.say("found", { n }) : texts.say("found.more", { n });
}
