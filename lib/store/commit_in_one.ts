import type { Change, Committed, Post } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { FilesAtHand } from "./files_at_hand.ts";
import { writeInMysql } from "./mysql/write_in_mysql.ts";
import type { RoomPosts, Stand, WritePlain } from "./plain_posts.ts";
import { type DraftRoom, RoomDraft } from "./room_draft.ts";
import { DuplicateKey, NoValue } from "./sql_connection.ts";
import { writeInSqlite } from "./sqlite/write_in_sqlite.ts";

const WRITE: Record<Engine["kind"], WritePlain> = { mysql: writeInMysql, sqlite: writeInSqlite };

/** Before anything: what is drafted on it is counted from where the room will be found to stand. */
const NOWHERE: Stand = { rev: 0, posts: 0, now: 0 };
const NO_FACTS = {
  found: new Map(),
  standings: new Map(),
  called: new Set<string>(),
  pinned: 0,
  files: new FilesAtHand([]),
};

/**
 * Stores plain messages in one message to the engine, and no way to us and back while their rooms are
 * locked. What it is told holds only where nothing has to be looked at.
 *
 * @returns `undefined`: nothing was stored, and it takes a closer look
 * @throws {Unavailable} if it did not happen, or nobody knows whether it did
 */
export async function commitInOne(
  engine: Engine,
  batch: readonly Change[],
): Promise<Committed | undefined> {
  const rooms = plainPosts(batch);
  if (rooms === undefined) return undefined;
  const { outcomes, messages } = draft(rooms, batch, () => NOWHERE);
  if (outcomes.some(({ kind }) => kind === "refused")) return undefined;
  const drafted = rooms.map((one, n) => ({ ...one, messages: messages[n]! }));
  try {
    const stands = await engine.lanes.transaction().execute((tx) =>
      WRITE[engine.kind](engine, tx, drafted)
    );
    const { outcomes, changes } = draft(rooms, batch, (n) => stands[n]!);
    return { outcomes, changes };
  } catch (error) {
    if (error instanceof DuplicateKey || error instanceof NoValue) return undefined;
    throw error;
  }
}

/**
 * By room, ascending: locks are taken in that order. `undefined`: for some of it more has to be
 * looked up than what is looked up for all in the same room.
 */
function plainPosts(batch: readonly Change[]): readonly Omit<RoomPosts, "messages">[] | undefined {
  if (!batch.every(isPlain)) return undefined;
  const rooms = [...Map.groupBy(batch, ({ room }) => room)].sort(([a], [b]) => a - b)
    .map(([room, posts]) => ({ room, aclRev: posts[0]!.aclRev, posts }));
  const agree = rooms.every(({ aclRev, posts }) => posts.every((post) => post.aclRev === aclRev));
  return agree ? rooms : undefined;
}

function isPlain(change: Change): change is Post {
  return change.kind === "post" && change.replyTo === undefined && !change.files?.length &&
    !change.mentions?.length && !change.all;
}

/** What comes of it where the rooms stand so; of each room its messages. */
function draft(
  rooms: readonly Omit<RoomPosts, "messages">[],
  batch: readonly Change[],
  standOf: (n: number) => Stand,
) {
  const drafts = new Map(rooms.map(({ room: id }, n) => {
    const room: DraftRoom = { id, slow: 0, ...standOf(n) };
    return [id, new RoomDraft(room, NO_FACTS)];
  }));
  const outcomes = batch.map((post) => drafts.get(post.room)!.take(post));
  const plans = [...drafts.values()].map((draft) => draft.plan());
  return {
    outcomes,
    changes: plans.map(({ change }) => change),
    messages: plans.map(({ messages }) => messages),
  };
}
