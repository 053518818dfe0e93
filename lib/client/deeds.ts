import type { Message, SharedFile } from "@/lib/chat/model.ts";

/**
 * A message to be sent; `replyTo` is the place of the one that it answers. `files` are all at the
 * server, and told as their sender knows them. `id`: its client id, where that was chosen before.
 */
export interface Sending {
  kind: "send";
  id?: string;
  body: string;
  replyTo?: number | undefined;
  files?: SharedFile[] | undefined;
}

/** What somebody does in a room: writes a message, or changes one that is stored. */
export type Deed = Sending | Change;

/** A change to the stored message `seq`. */
export type Change =
  | { kind: "edit"; seq: number; body: string }
  | { kind: "delete"; seq: number }
  | { kind: "react"; seq: number; emoji: string; on: boolean }
  | { kind: "pin"; seq: number; on: boolean };

/** A change, by whom (their id) and when (ISO 8601). */
export type OwnChange = Change & { by: number; at: string };

/** People whom a reaction names, at most. */
const NAMED = 20;

/**
 * What one sees while own changes are on their way: the messages as they will be. Gives back the
 * very same objects where nothing changes, so that nothing is drawn again.
 */
export function overlay(
  messages: readonly Message[],
  changes: readonly OwnChange[],
): readonly Message[] {
  if (changes.length === 0) return messages;
  return messages.map((message) => changes.reduce(perform, message));
}

/** The message as the change leaves it; itself if it is not meant, or cannot be changed any more. */
export function perform(message: Message, change: OwnChange): Message {
  if (message.seq !== change.seq || message.deleted) return message;
  switch (change.kind) {
    case "edit":
      if (message.body === change.body) return message;
      return { ...message, body: change.body, editedAt: change.at };
    case "delete":
      return deleted(message);
    case "react":
      return reacted(message, change);
    case "pin":
      return pinned(message, change.on);
  }
}

function deleted({ room, seq, rev, id, author, kind, at }: Message): Message {
  return { room, seq, rev, id, author, kind, at, body: "", deleted: true };
}

function pinned(message: Message, on: boolean): Message {
  const { pinned: before = false, ...rest } = message;
  if (before === on) return message;
  return on ? { ...rest, pinned: true } : rest;
}

function reacted(
  message: Message,
  { emoji, on, by }: { emoji: string; on: boolean; by: number },
): Message {
  const { reactions = [], ...rest } = message;
  const old = reactions.find((one) => one.emoji === emoji) ?? { emoji, n: 0, users: [] };
  if (on === (old.me ?? old.users.includes(by))) return message;
  const others = old.users.filter((user) => user !== by);
  const next = on
    ? { emoji, n: old.n + 1, users: [...others, by].slice(0, NAMED), me: true as const }
    : { emoji, n: old.n - 1, users: others };
  const known = reactions.map((one) => one === old ? next : one);
  const all = (reactions.includes(old) ? known : [...known, next]).filter(({ n }) => n > 0);
  return all.length > 0 ? { ...rest, reactions: all } : rest;
}
