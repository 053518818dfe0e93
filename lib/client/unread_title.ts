import type { Room } from "@/lib/chat/model.ts";

/** How many messages wait in all rooms, of those that the person wants to be told of. */
export function unreadIn(rooms: readonly Room[]): number {
  let sum = 0;
  for (const { joined, notify = "all", unread, mentions } of rooms) {
    if (!joined || notify === "nothing") continue;
    sum += notify === "all" ? unread : mentions;
  }
  return sum;
}

/** A page's title with the number before it: "(3) geral". */
export function titleWith(title: string, unread: number): string {
  const plain = title.replace(/^\(\d+\) /, "");
  return unread === 0 ? plain : `(${unread}) ${plain}`;
}
