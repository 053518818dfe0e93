import type { Room } from "@/lib/chat/model.ts";

/** The rooms that one goes through by keys, in the order of the list: rooms, then conversations. */
export function inOrder(rooms: readonly Room[], current: number | undefined): Room[] {
  const shown = rooms.filter(({ id, joined }) => joined || id === current);
  return [
    ...shown.filter(({ kind }) => kind !== "direct"),
    ...shown.filter(({ kind }) => kind === "direct"),
  ];
}

/** Whether there is something new in a room of which the person wants to know. */
export function hasNews({ unread, mentions, notify }: Room): boolean {
  if (notify === "nothing") return false;
  return mentions > 0 || unread > 0 && notify !== "mentions";
}

/**
 * The room that comes before (-1) or after (1) the one that is open, as in a ring, or the next in which
 * there is `news`; `undefined`: there is no other.
 */
export function roomBeside(
  rooms: readonly Room[],
  { current, by, news }: { current: number | undefined; by: 1 | -1; news: boolean },
): Room | undefined {
  const all = inOrder(rooms, current);
  const at = all.findIndex(({ id }) => id === current);
  // From a page that is no room one comes in at the end from which one comes.
  const onwards = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
  if (by < 0) onwards.reverse();
  return onwards.find((room) => !news || hasNews(room));
}
