import type { Entry, IndexedText } from "@/lib/chat/store.ts";
import { entryTerms } from "./terms_of.ts";

/** What to find a message by; what is deleted is found by nothing. */
export function entryOf({ seq, rev, n, author, body }: IndexedText): Entry {
  const terms = body === undefined ? [] : entryTerms({ author, body });
  // What was changed since it was posted may have been taken in before.
  return { seq, n, terms, isNew: rev === seq };
}
