import type { Entry, IndexedText } from "@/lib/chat/store.ts";
import { entryTerms } from "./terms_of.ts";

/** What to find a message of a room by; what is deleted is found by nothing. */
export function entryOf(room: number, { seq, rev, n, spoken }: IndexedText): Entry {
  const terms = spoken === undefined ? [] : entryTerms({ room, ...spoken });
  // What was changed since it was posted may have been taken in before.
  return { seq, n, terms, isNew: rev === seq };
}
