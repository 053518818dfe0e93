import { clearDrafts } from "./drafts.ts";
import { sharedShelf } from "./indexed_shelf.ts";
import type { Owner } from "./outbox_shelf.ts";
import { settledCount } from "./settled_count.ts";

/** How much of what this person wrote is still not sent, a moment after they wrote it. */
export function countUnsent(owner: Owner): Promise<number> {
  return settledCount(() => sharedShelf().count(owner));
}

/** Forgets what a person has not sent, and what they have begun to write. */
export async function clearBelongings(user: number): Promise<void> {
  clearDrafts(user);
  await sharedShelf().clear(user);
}
