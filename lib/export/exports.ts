import { Allowances } from "@/lib/chat/allowances.ts";
import type { Chat } from "@/lib/chat/chat.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import { mayExport } from "@/lib/chat/policy.ts";
import { EXPORT_TYPES, type ExportFormat, openWriter } from "./export_format.ts";
import type { Exported, RoomWriter, Stretch } from "./room_writer.ts";

/** What exports are made with. */
export interface ExportsParts {
  chat: Pick<Chat, "access" | "page" | "room">;
  clock: Clock;
  /** Off for load tests only. */
  rateLimits?: boolean;
}

/** How a room is to be written. */
export interface ExportInput extends Pick<Exported, "texts" | "chat"> {
  format: ExportFormat;
}

/** A room on its way out: the pieces come as they are taken, and are read only then. */
export interface RoomFile {
  /** Without anything that a header or a file system could take amiss. */
  name: string;
  type: string;
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Messages that are written without letting others do anything: a few milliseconds. */
const AT_ONCE = 20;

/** Writes out all that was said in a room. */
export class Exports {
  readonly #parts: ExportsParts;
  readonly #allowances: Allowances;

  constructor(parts: ExportsParts) {
    const { clock, rateLimits = true } = parts;
    this.#parts = parts;
    this.#allowances = new Allowances({ now: () => clock.now(), rateLimits });
  }

  /** Lets pass whoever may take this room out. @throws {NotFound} @throws {Forbidden} */
  async requireMayExport(user: User, room: number): Promise<void> {
    mayExport(await this.#parts.chat.access(user.id, room));
  }

  /**
   * Begins to write out what was said up to now. Whoever loses the right to read on the way gets no
   * more: the file ends without its end.
   *
   * @throws {NotFound} if the person does not see the room
   * @throws {Forbidden} if they may not take it out
   * @throws {RateLimited} if they have just done so several times
   */
  async open(user: User, id: number, { format, ...speech }: ExportInput): Promise<RoomFile> {
    const { chat, clock } = this.#parts;
    await this.requireMayExport(user, id);
    const room = await chat.room(user.id, { id });
    this.#allowances.take("exports", user.id);
    const at = clock.now();
    const writer = await openWriter(format, { room, by: user, at, ...speech });
    const day = speech.texts.dates.dayKey(at);
    return {
      name: `${
        room.kind === "direct" ? speech.texts.say("file.direct") : room.slug
      }-${day}.${format}`,
      type: EXPORT_TYPES[format],
      body: ReadableStream.from(encoded(written(writer, this.#stretches(user, room)))),
    };
  }

  /** What was said in a room up to its present `rev`, page by page. */
  async *#stretches(user: User, { id, rev }: Room): AsyncGenerator<Stretch> {
    let after = 0;
    for (;;) {
      const page = await this.#parts.chat.page(user.id, id, { after, limit: LIMITS.pageMax });
      const messages = page.messages.filter(({ seq }) => seq <= rev);
      const origins = new Map([...page.origins, ...messages].map((one) => [one.seq, one]));
      for (let at = 0; at < messages.length; at += AT_ONCE) {
        yield { messages: messages.slice(at, at + AT_ONCE), origins };
      }
      const last = page.messages.at(-1)?.seq;
      if (last === undefined || last >= rev) return;
      after = last;
    }
  }
}

async function* written(
  writer: RoomWriter,
  stretches: AsyncIterable<Stretch>,
): AsyncGenerator<string> {
  yield writer.head();
  let count = 0;
  for await (const stretch of stretches) {
    count += stretch.messages.length;
    yield writer.stretch(stretch);
  }
  yield writer.end(count);
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for await (const text of texts) if (text !== "") yield encoder.encode(text);
}
