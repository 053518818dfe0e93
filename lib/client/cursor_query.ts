import { LIMITS } from "@/lib/chat/limits.ts";

/** The query that tells how far a client has its rooms: `rooms=<id>:<rev>,…`, as many as may be. */
export function cursorQuery(cursors: Iterable<readonly [room: string | number, rev: number]>) {
  const rooms = [...cursors].slice(0, LIMITS.helloRooms).map((cursor) => cursor.join(":"));
  return `rooms=${rooms.join()}`;
}
