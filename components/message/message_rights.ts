import type { Message, Room, User } from "@/lib/chat/model.ts";
import { quietOf } from "../composer/quiet.ts";

/** Whose rights, where and when. */
export interface Standing {
  room: Pick<Room, "kind" | "role" | "locked" | "archived">;
  me: Pick<User, "id" | "role">;
  /** Milliseconds since the epoch. */
  mutedUntil: number | undefined;
  now: number;
}

/** What a person may do with a message; the server has the say. */
export interface MessageRights {
  reply: boolean;
  react: boolean;
  edit: boolean;
  pin: boolean;
  report: boolean;
  delete: boolean;
}

/** What there is to be offered to this person at this message. */
export function rightsOver(
  message: Pick<Message, "author" | "deleted" | "kind">,
  { room, me, mutedUntil, now }: Standing,
): MessageRights {
  const spoken = !message.deleted && message.kind === "text";
  const alive = spoken && !room.archived;
  const quiet = quietOf({ room, me, mutedUntil }, now);
  const own = message.author.id === me.id;
  const leads = room.role === "owner" || me.role === "host" || me.role === "moderator";
  const heard = alive && quiet !== "muted";
  return {
    reply: alive && quiet === undefined,
    react: heard,
    edit: alive && own && quiet === undefined,
    pin: heard && me.role !== "guest" && (room.kind !== "announcement" || leads),
    report: spoken && !own,
    delete: spoken && (own || leads),
  };
}
