import type { Message, Room, User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

/** What is written out, for whom, and how things are said. */
export interface Exported {
  room: Room;
  by: User;
  /** Milliseconds since the epoch. */
  at: number;
  texts: Speech<"export">;
  chat: Speech<"chat">;
}

/** A stretch of the room, and what its messages answer, by `seq`, as far as that is known. */
export interface Stretch {
  messages: readonly Message[];
  origins: ReadonlyMap<number, Message>;
}

/** Writes a room out, piece by piece, the oldest message first. */
export interface RoomWriter {
  head(): string;
  stretch(stretch: Stretch): string;
  /** Tells that nothing is wanting; a file without it was cut off. */
  end(count: number): string;
}
