import type { Markup } from "./markup.ts";
import { needsMarkup } from "./needs_markup.ts";
import { parseMarkup } from "./parse_markup.ts";

/** What a message is made of, if it may be more than text as it stands. */
export function markupOf({ body }: { body: string }): Markup | undefined {
  return needsMarkup(body) ? parseMarkup(body) : undefined;
}

/** What those of the messages are made of that may be more than text, by their `seq`. */
export function markupsOf(
  messages: Iterable<{ seq: number; body: string }>,
): Record<number, Markup> {
  const markups: Record<number, Markup> = {};
  for (const message of messages) {
    const markup = markupOf(message);
    if (markup) markups[message.seq] = markup;
  }
  return markups;
}
