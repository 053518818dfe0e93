import { type CompiledQuery, type Kysely, sql } from "kysely";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Change, Committed, Outcome } from "@/lib/chat/store.ts";
import { writeNote } from "./audit_note.ts";
import { commitInOne } from "./commit_in_one.ts";
import { type CommitFacts, planCommit } from "./commit_plan.ts";
import type { Engine } from "./engine.ts";
import { filesAtHand } from "./files_at_hand.ts";
import { deedsOf, findingDeeds } from "./find_deeds.ts";
import { lockedRooms, lockingRooms } from "./lock_rooms.ts";
import { calledIn } from "./mentions.ts";
import { marksOn, messagesOf } from "./message_queries.ts";
import { pinnedIn } from "./pins.ts";
import type { RoomPlan } from "./room_draft.ts";
import { DuplicateKey } from "./sql_connection.ts";
import { standingsIn } from "./standing_in.ts";
import type { Standing } from "./state_after.ts";
import type { Tables } from "./tables.ts";
import { askTogether, commitWith } from "./together.ts";
import { changeMessages, insertingMessages } from "./write_messages.ts";

const MOST = 200;
const TRIES = 3;

/**
 * Stores a batch in one transaction: locks its rooms, looks up what is stored already, numbers the
 * rest, and writes it. Plain posts are one message to the engine, other posts two. The lock on the
 * room's row makes the order of commits the order of `rev`.
 *
 * @throws {Unavailable} if it did not happen, or nobody knows whether it did
 */
export async function commit(engine: Engine, batch: readonly Change[]): Promise<Committed> {
  if (batch.length > MOST) {
    throw new RangeError(`Cannot commit: ${batch.length} changes, at most ${MOST} allowed`);
  }
  if (batch.length === 0) return { outcomes: [], changes: [] };
  const stored = await commitInOne(engine, batch);
  if (stored !== undefined) return stored;
  for (let tries = 1;; tries++) {
    try {
      return await engine.lanes.transaction().execute((tx) => commitOnce(engine, tx, batch));
    } catch (error) {
      // One of the ids was stored by another lane, in another room, after we had looked it up.
      if (!(error instanceof DuplicateKey)) throw error;
      if (tries === TRIES) throw new Unavailable(undefined, { cause: error });
    }
  }
}

async function commitOnce(
  engine: Engine,
  tx: Kysely<Tables>,
  batch: readonly Change[],
): Promise<Committed> {
  const ids = [...new Set(batch.map(({ room }) => room))];
  const [rows, deeds] = await askTogether(
    tx,
    lockingRooms(engine, tx, ids),
    findingDeeds(batch.map(({ author, id }) => ({ author: author.id, id }))),
  );
  const rooms = await lockedRooms(engine, tx, { rows, wanted: ids.length });
  const standings = await standingsOf(tx, batch);
  const facts: CommitFacts = {
    rooms,
    deeds: deedsOf(deeds),
    authors: await standingsIn(tx, batch, rooms),
    called: await calledIn(tx, batch),
    parents: await parentsOf(tx, batch),
    standings,
    pinned: await pinnedIn(tx, batch),
    files: await filesAtHand(engine, tx, batch, standings),
  };
  const { outcomes, plans } = planCommit(batch, facts);
  const moved = plans.filter(({ change }) => change.to > change.from);
  const messages = moved.flatMap((plan) => plan.messages);
  await changeMessages(engine, tx, messages);
  await notePace(tx, moved);
  const actions = plans.flatMap((plan) => plan.actions);
  if (actions.length > 0) await tx.insertInto("actions").values(actions).execute();
  const notes = await writeNotes(engine, tx, plans);
  if (moved.length > 0) {
    await commitWith(tx, [...insertingMessages(messages), countingRooms(engine, tx, moved)]);
  }
  return {
    outcomes: notes.size === 0 ? outcomes : outcomes.map((one) => notes.get(one) ?? one),
    changes: moved.map(({ change }) => change),
  };
}

/** `room seq` of the messages that are replied to. */
async function parentsOf(tx: Kysely<Tables>, batch: readonly Change[]): Promise<Set<string>> {
  const replies = batch.flatMap((change) => {
    const { room } = change;
    const replyTo = change.kind === "post" ? change.replyTo : undefined;
    return replyTo === undefined ? [] : [{ room, replyTo }];
  });
  if (replies.length === 0) return new Set();
  const rows = await tx.selectFrom("messages").select(["room_id", "seq"])
    .where((eb) =>
      eb.or(
        replies.map(({ room, replyTo }) =>
          eb.and([eb("room_id", "=", room), eb("seq", "=", replyTo)])
        ),
      )
    ).execute();
  return new Set(rows.map(({ room_id, seq }) => `${room_id} ${seq}`));
}

/** The messages that are to be changed, and who reacted to them, by room and `seq`. */
async function standingsOf(
  tx: Kysely<Tables>,
  batch: readonly Change[],
): Promise<Map<number, ReadonlyMap<number, Standing>>> {
  const wanted = batch.flatMap((change) =>
    change.kind === "post" || change.kind === "line" ? [] : [change]
  );
  const found = new Map<number, ReadonlyMap<number, Standing>>();
  for (const [room, changes] of Map.groupBy(wanted, ({ room }) => room)) {
    const seqs = [...new Set(changes.map(({ seq }) => seq))];
    const rows = await messagesOf(tx, room).where("messages.seq", "in", seqs).execute();
    const marks = await marksOn(tx, rows);
    found.set(room, new Map(rows.map((row) => [row.seq, { row, ...marks(row) }])));
  }
  return found;
}

/** What puts rooms where their latest change has brought them. */
function countingRooms(
  engine: Engine,
  tx: Kysely<Tables>,
  plans: readonly RoomPlan[],
): CompiledQuery {
  const revs = plans.map(({ change }) => sql`when ${change.room} then ${change.to}`);
  const posts = plans.map(({ change, posts }) => sql`when ${change.room} then ${posts}`);
  return sql`update rooms ${engine.byKey} set
    rev = case id ${sql.join(revs, sql` `)} end,
    posts = case id ${sql.join(posts, sql` `)} end
    where id in (${sql.join(plans.map(({ change }) => change.room))})`.compile(tx);
}

/** Writes down who has written in slow rooms. */
async function notePace(tx: Kysely<Tables>, plans: readonly RoomPlan[]): Promise<void> {
  for (const { change: { room }, paced: { users, at } } of plans) {
    if (users.length === 0) continue;
    await tx.updateTable("memberships").set({ posted_at: at }).where("room_id", "=", room)
      .where("user_id", "in", users).execute();
  }
}

/** Writes down what moderators did; gives their outcomes with the notes' ids, by what they were. */
async function writeNotes(
  engine: Engine,
  tx: Kysely<Tables>,
  plans: readonly RoomPlan[],
): Promise<Map<Outcome, Outcome>> {
  const noted = new Map<Outcome, Outcome>();
  for (const [outcome, note] of plans.flatMap(({ notes }) => [...notes])) {
    if (outcome.kind === "refused") continue;
    noted.set(outcome, { ...outcome, note: await writeNote(engine, tx, note) });
  }
  return noted;
}
