import type { Room } from "@/lib/chat/model.ts";

/** The name of a room in plain text: a direct one has that of the others, `gone` for who is gone. */
export function roomName(room: Pick<Room, "kind" | "name" | "with">, gone: string): string {
  if (room.kind !== "direct") return room.name;
  return (room.with ?? []).map(({ name }) => name || gone).join(", ");
}
