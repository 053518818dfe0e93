import type { Room } from "@/lib/chat/model.ts";

/** What an icon says: nothing, that there is something, or how often somebody calls. */
export type NewsMark = 0 | "some" | number;

/** What the icons say of all rooms, of those that the person wants to be told of. */
export function newsMark(rooms: readonly Room[]): NewsMark {
  const told = rooms.filter(({ joined, notify = "all" }) => joined && notify !== "nothing");
  const calls = told.reduce(
    (sum, { kind, notify = "all", unread, mentions }) =>
      // What is said in private is said to them.
      sum + (kind === "direct" && notify === "all" ? unread : mentions),
    0,
  );
  if (calls > 0) return calls;
  return told.some(({ notify = "all", unread }) => notify === "all" && unread > 0) ? "some" : 0;
}
