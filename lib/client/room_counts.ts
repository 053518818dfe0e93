import type { Message, Room } from "@/lib/chat/model.ts";

/**
 * What one person has not read in a room: the server's own count up to one `rev`, and each message
 * that came after it. Values are never changed in place.
 */
export interface RoomCounts {
  readonly readSeq: number;
  readonly base: { readonly rev: number; readonly unread: number; readonly mentions: number };
  /** Messages after `base.rev` by `seq`; `calls`: they call the person by name. */
  readonly fresh: ReadonlyMap<number, { readonly rev: number; readonly calls: boolean }>;
}

/** Messages that are held one by one, at most. */
const MOST_FRESH = 500;

/** Begins with what the server says of a room. */
export function openCounts({ readSeq, rev, unread, mentions }: Room): RoomCounts {
  return { readSeq, base: { rev, unread, mentions }, fresh: new Map() };
}

/** Takes the server's new count; what came after it was told before it, or will be. */
export function hearRoom(counts: RoomCounts, room: Room): RoomCounts {
  if (room.rev < counts.base.rev) return counts;
  const fresh = new Map([...counts.fresh].filter(([seq]) => seq > room.rev));
  return { ...openCounts(room), fresh };
}

/** Takes in messages, new or changed; writing oneself is having read. */
export function hearMessages(
  counts: RoomCounts,
  messages: readonly Message[],
  me: number,
): RoomCounts {
  const fresh = new Map(counts.fresh);
  let { readSeq } = counts;
  for (const { seq, rev, author, kind, mentions, all } of messages) {
    // That somebody came or went is nobody's unread.
    if (kind !== "text" || seq <= counts.base.rev || rev <= (fresh.get(seq)?.rev ?? 0)) continue;
    fresh.set(seq, { rev, calls: all ?? mentions?.includes(me) === true });
    if (author.id === me) readSeq = Math.max(readSeq, seq);
  }
  const all = { ...counts, fresh, readSeq };
  return fresh.size > MOST_FRESH ? folded(all) : all;
}

/** The person has read up to here, on this page or on another device of theirs. */
export function hearRead(counts: RoomCounts, readSeq: number): RoomCounts {
  return { ...counts, readSeq };
}

/**
 * How many messages are unread, and how many of those call the person. Between two counts of the
 * server nobody here knows which of the older ones have been read: it tells a moment later.
 */
export function unreadOf({ readSeq, base, fresh }: RoomCounts): {
  unread: number;
  mentions: number;
} {
  const left = Math.max(0, base.rev - readSeq);
  const news = [...fresh].filter(([seq]) => seq > readSeq);
  return {
    unread: Math.min(base.unread, left) + news.length,
    mentions: Math.min(base.mentions, left) + news.filter(([, { calls }]) => calls).length,
  };
}

function folded(counts: RoomCounts): RoomCounts {
  const rev = Math.max(...counts.fresh.keys());
  return { ...counts, base: { rev, ...unreadOf(counts) }, fresh: new Map() };
}
