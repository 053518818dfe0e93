import type { Exported, RoomWriter, Stretch } from "./room_writer.ts";

/**
 * JSON Lines: one message a line, as the wire has it, and a last line `{"end": …}` with the number of
 * messages before it.
 */
export class JsonlWriter implements RoomWriter {
  readonly #exported: Exported;

  constructor(exported: Exported) {
    this.#exported = exported;
  }

  head(): string {
    return "";
  }

  stretch({ messages }: Stretch): string {
    return messages.map((message) => `${JSON.stringify(message)}\n`).join("");
  }

  end(messages: number): string {
    const { room, at } = this.#exported;
    const end = { room: room.id, messages, at: new Date(at).toISOString() };
    return `${JSON.stringify({ end })}\n`;
  }
}
