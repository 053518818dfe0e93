import type { ClientFrame } from "@/lib/chat/protocol.ts";
import type { Change, Sending } from "./deeds.ts";
import type { Kept, Owner } from "./outbox_shelf.ts";

/** How far something own has come on its way to the server. */
export interface Progress {
  /** Its client id. */
  readonly id: string;
  readonly room: number;
  /** Milliseconds since the epoch, by this machine. */
  readonly at: number;
  /** Its place among the others: higher than that of all that were there before it. */
  readonly order: number;
  readonly state: "waiting" | "sending" | "failed";
  /** It takes so long that it should be seen. */
  readonly late: boolean;
  /** It was not taken for now, and goes again by itself. */
  readonly again?: boolean;
  /** Why it failed: an error's code, or `store` if it was meant for another database. */
  readonly why?: string;
  /** No page has ever sent it. */
  readonly fresh: boolean;
  /**
   * A change is shown as done already. One that an earlier page may have sent is not: it may be
   * stored, and changed again since.
   */
  readonly shown: boolean;
}

/** A message of one's own on its way. */
export type Unsent = Sending & Progress;
/** An own change to a stored message on its way. */
export type Changing = Change & Progress;
/** Something own on its way. */
export type Entry = Unsent | Changing;

type Message = Pick<Sending, "body" | "replyTo" | "files">;

/** How an entry is kept. */
export function keptOf(entry: Entry, { store, id: user, name }: Owner): Kept {
  const { id, room, at, order, why, fresh } = entry;
  const common = {
    ...{ id, room, at, order, user: { id: user, name } },
    // What was meant for another database stays marked until it is sent again to this one.
    store: why === "store" ? "" : store,
    ...(why === undefined ? {} : { why }),
    ...(fresh ? { fresh: true as const } : {}),
  };
  switch (entry.kind) {
    case "send":
      return { ...common, ...messageOf(entry) };
    case "edit":
      return { ...common, change: { kind: entry.kind, seq: entry.seq, body: entry.body } };
    case "delete":
      return { ...common, change: { kind: entry.kind, seq: entry.seq } };
    case "react": {
      const { kind, seq, emoji, on } = entry;
      return { ...common, change: { kind, seq, emoji, on } };
    }
    case "pin":
      return { ...common, change: { kind: entry.kind, seq: entry.seq, on: entry.on } };
  }
}

function messageOf({ body, replyTo, files }: Message): Message {
  return {
    body,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(files === undefined ? {} : { files }),
  };
}

/** The entry that was kept, for those who work with the database `store`. */
export function entryOf(kept: Kept, store: string): Entry {
  const { id, room, at, order = at, fresh = false } = kept;
  const deed = "change" in kept ? kept.change : { kind: "send" as const, ...messageOf(kept) };
  const why = kept.store === store ? kept.why : "store";
  const progress = { id, room, at, order, fresh, late: true, shown: fresh };
  return why === undefined
    ? { ...deed, ...progress, state: "waiting" }
    : { ...deed, ...progress, state: "failed", why };
}

/** What is said to the server to have it done. */
export function frameOf(entry: Entry): Exclude<ClientFrame, { t: "hello" }> {
  const { id, room } = entry;
  switch (entry.kind) {
    case "send": {
      const { files, ...message } = messageOf(entry);
      const ids = files && { files: files.map((file) => file.id) };
      return { t: "send", id, room, ...message, ...ids };
    }
    case "edit":
      return { t: "edit", id, room, seq: entry.seq, body: entry.body };
    case "delete":
      return { t: "delete", id, room, seq: entry.seq };
    case "react":
      return { t: "react", id, room, seq: entry.seq, emoji: entry.emoji, on: entry.on };
    case "pin":
      return { t: "pin", id, room, seq: entry.seq, on: entry.on };
  }
}
