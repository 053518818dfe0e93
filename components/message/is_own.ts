import type { Reaction } from "@/lib/chat/model.ts";

/** Whether a person has given this reaction; what all of a room are told does not say it of each. */
export function isOwn({ me, users }: Reaction, reader: number): boolean {
  return me ?? users.includes(reader);
}
