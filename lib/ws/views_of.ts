import type { Room } from "@/lib/chat/model.ts";
import type { RoomStore } from "@/lib/chat/store.ts";

/** People in one question: a store that does one thing at a time has messages to take in between. */
const CHUNK = 200;

/**
 * A room as each of these people sees it; who does not is left out.
 *
 * @throws {Unavailable} if the store is away
 */
export async function viewsOf(
  store: Pick<RoomStore, "seenBy">,
  room: number,
  users: Iterable<number>,
): Promise<Map<number, Room>> {
  const asked = [...new Set(users)];
  const views = new Map<number, Room>();
  for (let at = 0; at < asked.length; at += CHUNK) {
    const some = await store.seenBy(room, asked.slice(at, at + CHUNK));
    for (const [user, view] of some) views.set(user, view);
  }
  return views;
}
