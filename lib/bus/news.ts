import * as z from "zod/mini";
import type { PeopleNews, RoomNews } from "@/lib/chat/bus.ts";
import { Cursor, Id } from "@/lib/chat/model.ts";

/** People that one message may name: more would not fit into it. */
const Ids = z.array(Id).check(z.maxLength(400));

const OfRoom = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rev"), room: Id, rev: Cursor }),
  z.strictObject({ kind: z.literal("reads"), room: Id, users: Ids }),
  z.strictObject({ kind: z.literal("typing"), room: Id, user: Id, on: z.boolean() }),
]);

const OfPeople = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("changed"), user: Id }),
  z.strictObject({ kind: z.literal("here"), users: Ids, away: Ids }),
  z.strictObject({ kind: z.literal("left"), users: Ids }),
]);

/** News as they travel. */
export function writeNews(news: RoomNews | PeopleNews): string {
  return JSON.stringify(news);
}

/** The news of a room that `payload` carries; `undefined` if they are none. */
export function readRoomNews(payload: string): RoomNews | undefined {
  return read(OfRoom, payload);
}

/** The news of people that `payload` carries; `undefined` if they are none. */
export function readPeopleNews(payload: string): PeopleNews | undefined {
  return read(OfPeople, payload);
}

function read<T extends z.ZodMiniType>(schema: T, payload: string): z.infer<T> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
