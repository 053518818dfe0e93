import { type RawBuilder, sql } from "kysely";
import type { ReadMark } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";

/** So many in one statement. */
const MOST = 500;

type Goal = Pick<ReadMark, "seq" | "back">;

/**
 * Notes how far people have read, in one statement for 500 of them. Beyond the room's head is the
 * head. It takes no room's lock: a mark that comes at the same moment as a message does not wait.
 */
export async function readMarks(engine: Engine, marks: readonly ReadMark[]): Promise<void> {
  const merged = mergeMarks(marks);
  for (let at = 0; at < merged.length; at += MOST) {
    await writeMarks(engine, merged.slice(at, at + MOST));
  }
}

/** One mark for each member and room, that comes to what all of them do, one after the other. */
function mergeMarks(marks: readonly ReadMark[]): ReadMark[] {
  const merged = new Map<string, ReadMark>();
  for (const mark of marks) {
    const key = `${mark.room} ${mark.user}`;
    const before = merged.get(key);
    const next = before === undefined || mark.back
      ? mark
      : { ...before, seq: Math.max(before.seq, mark.seq) };
    merged.set(key, next);
  }
  return [...merged.values()];
}

// MySQL carries the assignments out from left to right, and each sees what the ones before it have
// written, where SQLite's see the old row: `read_n` has to come first.
async function writeMarks(
  { db, byKey, identity }: Engine,
  marks: readonly ReadMark[],
): Promise<void> {
  if (marks.length === 0) return;
  const rooms = [...Map.groupBy(marks, ({ room }) => room)];
  const byRoom = (value: (room: number, goal: Goal) => RawBuilder<number>) =>
    sql.join(rooms.map(([room, own]) => sql`when ${room} then ${byGoal(own, value)}`), sql` `);
  const whose = rooms.map(([room, own]) =>
    sql`room_id = ${room} and user_id in (${sql.join(own.map(({ user }) => user))})`
  );
  const { numAffectedRows } = await sql`update memberships ${byKey} set
    read_n = case room_id ${byRoom(postsAt)} else read_n end,
    read_seq = case room_id ${byRoom(placeAt)} else read_seq end
    where (${sql.join(whose, sql` or `)}) and ${identity.isMeant}`.execute(db);
  if (numAffectedRows === 0n) await identity.verify(db);
}

/** Most members of a room have read up to the same message: one branch for all of them. */
function byGoal(
  marks: readonly ReadMark[],
  value: (room: number, goal: Goal) => RawBuilder<number>,
): RawBuilder<number> {
  const branches = [...Map.groupBy(marks, ({ seq, back }) => `${seq} ${back === true}`).values()]
    .map((own) => {
      const users = sql.join(own.map(({ user }) => user));
      return sql`when user_id in (${users}) then ${value(own[0]!.room, own[0]!)}`;
    });
  return sql`case ${sql.join(branches, sql` `)} end`;
}

function postsAt(room: number, { seq, back }: Goal): RawBuilder<number> {
  const posts = sql<number>`coalesce((select m.n from messages m
    where m.room_id = ${room} and m.seq <= ${seq} order by m.seq desc limit 1), 0)`;
  return back ? posts : sql`case when read_seq < ${seq} then ${posts} else read_n end`;
}

function placeAt(room: number, { seq, back }: Goal): RawBuilder<number> {
  const place = sql<number>`coalesce((select r.rev from rooms r
    where r.id = ${room} and r.rev < ${seq}), ${seq})`;
  return back ? place : sql`case when read_seq < ${seq} then ${place} else read_seq end`;
}
