import { Chat } from "@/lib/chat/chat.ts";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";
import { ChatError } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import { Moderation } from "@/lib/chat/moderation.ts";
import { parseName } from "@/lib/chat/name.ts";
import { People } from "@/lib/chat/people.ts";
import { Rooms } from "@/lib/chat/rooms.ts";
import type { Store } from "@/lib/chat/store.ts";
import { newId } from "../../support/new_id.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";

/** The chat on a store of its own: Ana, Bruno and Clara are members, and all of them in geral. */
export interface ChatWorld extends AsyncDisposable {
  store: Store;
  chat: Chat;
  rooms: Rooms;
  people: People;
  moderation: Moderation;
  ana: User;
  bruno: User;
  clara: User;
  geral: number;
}

/** Opens the world; the limits are off unless asked for. */
export async function openChatWorld(
  { rateLimits = false, clock = systemClock }: { rateLimits?: boolean; clock?: Clock } = {},
): Promise<ChatWorld> {
  const opened = await openSqliteStore();
  const { store } = opened;
  const parts = { store, clock, log: silentLog, rateLimits };
  const chat = new Chat(parts);
  const [ana, bruno, clara] = [
    await signUp(store, "Ana"),
    await signUp(store, "Bruno"),
    await signUp(store, "Clara"),
  ];
  const { id: geral } = await chat.room(ana.id, { slug: "geral" });
  return {
    ...{ store, chat, ana, bruno, clara, geral },
    rooms: new Rooms({ ...parts, chat }),
    people: new People({ ...parts, chat }),
    moderation: new Moderation({ ...parts, chat }),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** Somebody new on this server. */
export function signUp(store: Store, name: string, role: Role = "member"): Promise<User> {
  const tokenHash = crypto.getRandomValues(new Uint8Array(32));
  const session = { tokenHash, ttlSeconds: 60, device: "", address: "" };
  return store.people.signUp(parseName(name), session, { join: "geral", role });
}

/** Posts, and says where. */
export async function say(
  { chat }: ChatWorld,
  author: User,
  { room, body }: { room: number; body: string },
): Promise<number> {
  return (await chat.post(author, { id: newId(), room, body })).seq;
}

/** The code of the error that a call is refused with; "done", if it is not refused. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "done";
  } catch (error) {
    if (error instanceof ChatError) return error.code;
    throw error;
  }
}
