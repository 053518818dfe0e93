import type { Snapshot, StoredMessage } from "../record/evidence.ts";

/** Asks a database something, in its own SQL; numbers come as numbers. */
export type Ask = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** From where each room is to be read: the lowest `seq`. */
export type From = ReadonlyMap<number, number>;

/** Reads rooms as they are stored; not by way of the program's own queries, which are on trial. */
export async function readSnapshot(ask: Ask, from: From): Promise<Snapshot> {
  const [meta] = await ask("select value from meta where name = 'store'");
  if (from.size === 0) return { store: String(meta?.["value"]), rooms: [], messages: [] };
  const ids = [...from.keys()].join(", ");
  const rooms = await ask(`select id, rev, posts from rooms where id in (${ids})`);
  const where = [...from].map(([room, seq]) => `(room_id = ${room} and seq >= ${seq})`)
    .join(" or ");
  const messages = await ask(
    `select room_id, seq, n, rev, author_id, client_id, kind, body, edited_at, deleted_at
       from messages where ${where} order by room_id, seq`,
  );
  const reactions = await ask(
    `select room_id, seq, emoji, user_id from reactions where ${where} order by user_id`,
  );
  const pins = await ask(`select room_id, seq from pins where ${where}`);
  const pinned = new Set(pins.map(({ room_id, seq }) => `${room_id} ${seq}`));
  const byPlace = Map.groupBy(reactions, ({ room_id, seq }) => `${room_id} ${seq}`);
  return {
    store: String(meta?.["value"]),
    rooms: rooms.map(({ id, rev, posts }) => ({
      ...{ id: Number(id), rev: Number(rev), posts: Number(posts) },
    })),
    messages: messages.map((row) => {
      const place = `${row["room_id"]} ${row["seq"]}`;
      return { ...messageOf(row, byPlace.get(place)), pinned: pinned.has(place) };
    }),
  };
}

/** How far rooms have come, and nothing more. */
export async function readHeads(ask: Ask, rooms: Iterable<number>): Promise<Map<number, number>> {
  const rows = await ask(`select id, rev from rooms where id in (${[...rooms].join(", ")})`);
  return new Map(rows.map(({ id, rev }) => [Number(id), Number(rev)]));
}

function messageOf(
  row: Record<string, unknown>,
  reactions: readonly Record<string, unknown>[] = [],
): Omit<StoredMessage, "pinned"> {
  const byEmoji = Map.groupBy(reactions, ({ emoji }) => String(emoji));
  return {
    room: Number(row["room_id"]),
    seq: Number(row["seq"]),
    n: Number(row["n"]),
    rev: Number(row["rev"]),
    author: Number(row["author_id"]),
    id: String(row["client_id"]),
    body: String(row["body"]),
    edited: row["edited_at"] !== null,
    deleted: row["deleted_at"] !== null,
    system: row["kind"] === "system",
    reactions: new Map(
      [...byEmoji].map(([emoji, rows]) => [emoji, rows.map(({ user_id }) => Number(user_id))]),
    ),
  };
}
