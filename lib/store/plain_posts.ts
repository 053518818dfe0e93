import { type Kysely, type RawBuilder, sql, type SqlBool } from "kysely";
import type { Post } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import type { Identity } from "./identity.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import type { Written } from "./room_draft.ts";
import type { Tables } from "./tables.ts";

/** What is posted to one room of a batch. */
export interface RoomPosts {
  room: number;
  /** The room's `acl_rev` by which the authors' rights were checked. */
  aclRev: number;
  posts: readonly Post[];
  /** As they are to be written, counted from a room that stands at 0. */
  messages: readonly Written[];
}

/** Where a room stood before its posts. */
export type Stand = Pick<LockedRoom, "rev" | "posts" | "now">;

/**
 * Writes posts as one message to the engine, which numbers them itself, and commits; tells where the
 * rooms stood, in the order of `rooms`. It writes nothing where a room is not there, is archived, slow or
 * at another `acl_rev`, where the database is another one, or where an id was used before.
 *
 * @throws {DuplicateKey | NoValue} if it wrote nothing
 */
export type WritePlain = (
  engine: Engine,
  tx: Kysely<Tables>,
  rooms: readonly RoomPosts[],
) => Promise<readonly Stand[]>;

/**
 * For a WHERE over rooms: they are as they were when rights were checked, nothing has to be looked at
 * before one may post there, and none of the ids was used before.
 */
export function asKnown(identity: Identity, rooms: readonly RoomPosts[]): RawBuilder<SqlBool> {
  const there = rooms.map(({ room, aclRev }) => sql`id = ${room} and acl_rev = ${aclRev}`);
  return sql<SqlBool>`(${sql.join(there, sql` or `)}) and slow = 0 and archived_at is null
    and ${identity.isMeant} and not exists (${doneBefore(rooms)})`;
}

/** One of these was done before, as something else than a message. */
function doneBefore(rooms: readonly RoomPosts[]): RawBuilder<unknown> {
  const byAuthor = Map.groupBy(rooms.flatMap(({ posts }) => posts), ({ author }) => author.id);
  const own = [...byAuthor].map(([author, posts]) =>
    sql`author_id = ${author} and client_id in (${sql.join(posts.map(({ id }) => id))})`
  );
  return sql`select 1 from actions where ${sql.join(own, sql` or `)}`;
}
