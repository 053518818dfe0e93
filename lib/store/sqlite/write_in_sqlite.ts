import { CompiledQuery, sql } from "kysely";
import { asKnown, type RoomPosts, type Stand, type WritePlain } from "../plain_posts.ts";
import type { MessagesTable } from "../tables.ts";
import { commitWith } from "../together.ts";
import { MESSAGE_COLUMNS, newRows, rowText } from "../write_messages.ts";

const ROW = rowText();

/** A room after its posts. */
interface RoomAfter {
  id: number;
  rev: number;
  posts: number;
  /** When the posts were written. */
  now: number;
}

/**
 * Each row is numbered from its room's as it is inserted. Where a room is not as it has to be it is
 * not joined to its messages, and their numbers are NULL.
 */
export const writeInSqlite: WritePlain = async ({ identity, now }, tx, rooms) => {
  const { text, values } = newRows(rooms.flatMap(({ messages }) => messages), () => ROW);
  const known = asKnown(identity, rooms).compile(tx);
  // Time stands still while a statement runs: all of its rows are of one moment.
  const counted: Partial<Record<keyof MessagesTable, string>> = {
    seq: "rooms.rev + posted.seq",
    rev: "rooms.rev + posted.rev",
    n: "rooms.posts + posted.n",
    created_at: now.compile(tx).sql,
  };
  const selected = MESSAGE_COLUMNS.map((column) => counted[column] ?? `posted.${column}`);
  const insert = CompiledQuery.raw(
    `with posted (${MESSAGE_COLUMNS}) as (values ${text})
      insert into messages (${MESSAGE_COLUMNS}) select ${selected} from posted
      left join rooms on rooms.id = posted.room_id and ${known.sql}`,
    [...values, ...known.parameters],
  );
  const ids = sql.join(rooms.map(({ room }) => room));
  const added = sql.join(
    rooms.map(({ room, messages }) => sql`when ${room} then ${messages.length}`),
    sql` `,
  );
  const count = sql`update rooms set
      rev = rev + case id ${added} end, posts = posts + case id ${added} end where id in (${ids})`;
  const tell = sql`select rooms.id, rooms.rev, rooms.posts, messages.created_at as now from rooms
      join messages on room_id = rooms.id and seq = rooms.rev where rooms.id in (${ids})`;
  const results = await commitWith(tx, [insert, count.compile(tx), tell.compile(tx)]);
  const after = new Map((results.at(-1) as RoomAfter[]).map((one) => [one.id, one]));
  return rooms.map((one) => standBefore(one, after.get(one.room)!));
};

function standBefore({ messages }: RoomPosts, { rev, posts, now }: RoomAfter): Stand {
  return { rev: rev - messages.length, posts: posts - messages.length, now };
}
