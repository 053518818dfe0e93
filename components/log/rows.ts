import type { Message, SharedFile } from "@/lib/chat/model.ts";
import type { Dates } from "@/lib/i18n/dates.ts";

/** An own message that is not stored yet, or not known to be. */
export interface Unsent {
  id: string;
  body: string;
  /** The place of the message that it answers. */
  replyTo?: number | undefined;
  files?: SharedFile[] | undefined;
  /** Milliseconds since the epoch. */
  at: number;
  state: "waiting" | "sending" | "failed";
  /** It takes so long that it should be seen. */
  late: boolean;
  /** It was not taken for now, and goes again by itself. */
  again?: boolean;
  /** Why it failed: an error's code, or `store`. */
  why?: string;
}

/**
 * What stands in the log, from top to bottom; `grouped`: without face and name; `told`: it says how
 * it stands with all that are in the same state.
 */
export type Row =
  | { kind: "day"; key: string; day: string; at: string }
  | { kind: "fresh"; key: string; n: number }
  | { kind: "message"; key: string; message: Message; grouped: boolean }
  | { kind: "gap"; key: string }
  | { kind: "unsent"; key: string; unsent: Unsent; grouped: boolean; told: boolean };

/** Messages of one author in so many milliseconds belong together. */
const GROUP_MS = 5 * 60_000;

interface Before {
  author: number;
  at: number;
  day: string;
}

/** For whom messages are laid out, and how. */
export interface LayOptions {
  me: number;
  dates: Dates;
  /** How far the person had read when the room was opened; what others wrote after it is marked. */
  readSeq?: number | undefined;
  /** How many are marked so, if not all of them are among these. */
  fresh?: number | undefined;
  /** After the last message there are newer ones, which are not here. */
  gap?: boolean;
}

/**
 * Lays messages out: a mark where the calendar day changes, and groups of one author. Messages and
 * unsent ones share their keys, so that a message keeps its place on the page when it is stored.
 */
export function layRows(
  messages: readonly Message[],
  unsent: readonly Unsent[],
  { me, dates, readSeq, fresh: count, gap = false }: LayOptions,
): Row[] {
  const rows: Row[] = [];
  let before: Before | undefined;
  const fresh = readSeq === undefined ? undefined : freshIn(messages, { me, readSeq });
  const place = (author: number, at: number, plain: boolean): boolean => {
    const day = dates.dayKey(at);
    const sameDay = before?.day === day;
    if (!sameDay) {
      rows.push({ kind: "day", key: `day ${day}`, day, at: new Date(at).toISOString() });
    }
    const grouped = sameDay && plain && before?.author === author && at - before.at < GROUP_MS;
    before = { author: plain ? author : 0, at, day };
    return grouped;
  };
  for (const message of messages) {
    const begins = message.seq === fresh?.seq;
    if (begins) before = before && { ...before, author: 0 };
    const plain = message.kind === "text";
    // What somebody answers stands between.
    const grouped = place(message.author.id, Date.parse(message.at), plain) && !message.replyTo;
    if (fresh && begins) rows.push({ kind: "fresh", key: "fresh", n: count ?? fresh.n });
    rows.push({
      kind: "message",
      key: `${message.author.id}:${message.id}`,
      message,
      grouped,
    });
  }
  if (gap) {
    rows.push({ kind: "gap", key: "gap" });
    before = before && { ...before, author: 0 };
  }
  const telling = lastOfEach(unsent);
  for (const one of unsent) {
    const grouped = place(me, one.at, true) && !one.replyTo;
    const told = telling.has(one);
    rows.push({ kind: "unsent", key: `${me}:${one.id}`, unsent: one, grouped, told });
  }
  return rows;
}

/** Of those that take long, the last in each state. */
function lastOfEach(unsent: readonly Unsent[]): Set<Unsent> {
  const late = unsent.filter((one) => one.late);
  return new Set(new Map(late.map((one) => [one.again ? "again" : one.state, one])).values());
}

/** The first message of others after what was read, and how many they are. */
function freshIn(
  messages: readonly Message[],
  { me, readSeq }: { me: number; readSeq: number },
): { seq: number; n: number } | undefined {
  const fresh = messages.filter(({ seq, author, kind, deleted }) =>
    seq > readSeq && author.id !== me && kind === "text" && !deleted
  );
  return fresh[0] && { seq: fresh[0].seq, n: fresh.length };
}
