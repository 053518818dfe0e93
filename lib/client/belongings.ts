import { clearDrafts } from "./clear_drafts.ts";
import { sharedShelf } from "./indexed_shelf.ts";
import { sharedUploads } from "./indexed_uploads.ts";
import { KeptMessages } from "./kept_messages.ts";
import type { Owner } from "./outbox_shelf.ts";
import { forgetRooms } from "./recent_rooms.ts";
import { settledCount } from "./settled_count.ts";
import { ShareShelf } from "./share_shelf.ts";

/** How much of what this person wrote or chose is still not sent, a moment after they did. */
export function countUnsent(owner: Owner): Promise<number> {
  return settledCount(async () => {
    const waiting = await sharedShelf().waiting(owner);
    // A file whose message waits already is one thing with it.
    for (const { key, going } of await sharedUploads().load(owner)) waiting.add(going?.id ?? key);
    return waiting.size;
  });
}

/** Forgets what a person has not sent, what they have begun to write or chosen, and what they have read. */
export async function clearBelongings(user: number): Promise<void> {
  clearDrafts(user);
  forgetRooms();
  await Promise.all([
    sharedShelf().clear(user),
    sharedUploads().clear(user),
    new KeptMessages().clear(),
    new ShareShelf().clear(),
  ]);
}
