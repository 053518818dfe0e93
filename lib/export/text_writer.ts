import { roomName } from "@/components/rail/named.ts";
import { oneLine as shortened } from "@/components/message/one_line.ts";
import { sizeName } from "@/components/ui/size_name.ts";
import { toldLine } from "@/components/log/told_line.ts";
import type { Message } from "@/lib/chat/model.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import type { Exported, RoomWriter, Stretch } from "./room_writer.ts";

/** What lines after the first of a message begin with: no text can pass for another message. */
const INDENT = "    ";
const BREAK = /\r\n|[\n\r\v\f\x85\u2028\u2029]/;
// What a terminal would obey, when somebody looks at the file there.
const CONTROL = /(?!\t)\p{Cc}/gu;

/** Plain text: `2026-11-26 14:05 Ana: …`, one message after the other. */
export class TextWriter implements RoomWriter {
  readonly #exported: Exported;

  constructor(exported: Exported) {
    this.#exported = exported;
  }

  head(): string {
    const { room, by, at, texts, chat } = this.#exported;
    const name = roomName(room, chat.say("person.gone"));
    const when = this.#moment(new Date(at).toISOString());
    const lines = [name, room.topic, texts.say("head", { when, who: by.name, zone: this.#zone })];
    return `${lines.filter((line) => line !== "").map(oneLine).join("\n")}\n\n`;
  }

  stretch({ messages, origins }: Stretch): string {
    return messages.map((message) => this.#entry(message, origins)).join("");
  }

  end(n: number): string {
    return `\n${this.#exported.texts.say("end", { n })}\n`;
  }

  get #zone(): string {
    return this.#exported.texts.dates.zone;
  }

  #entry(message: Message, origins: ReadonlyMap<number, Message>): string {
    const { chat } = this.#exported;
    const when = this.#moment(message.at);
    if (message.kind === "system") return `${when} * ${oneLine(toldLine([message], chat))}\n`;
    const name = oneLine(message.author.name || chat.say("person.gone"));
    const [first = "", ...rest] = this.#textOf(message).split(BREAK).map(visible);
    const below = [...rest, ...this.#files(message), ...this.#reactions(message)];
    return [`${when} ${name}${this.#notes(message, origins)}: ${first}`, ...below.map(indented)]
      .map((line) => `${line}\n`).join("");
  }

  #textOf({ deleted, body }: Message): string {
    return deleted ? `(${this.#exported.chat.say("message.deleted")})` : body;
  }

  /** What is to be known of a message before it is read. */
  #notes(message: Message, origins: ReadonlyMap<number, Message>): string {
    const { texts } = this.#exported;
    const { replyTo, editedAt, deleted, pinned } = message;
    const notes = [
      ...replyTo === undefined ? [] : [this.#reply(origins.get(replyTo))],
      ...editedAt && !deleted ? [texts.say("edited")] : [],
      ...pinned ? [texts.say("pinned")] : [],
    ];
    return notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  }

  #reply(origin: Message | undefined): string {
    const { texts, chat } = this.#exported;
    if (origin === undefined) return texts.say("reply");
    const name = oneLine(origin.author.name || chat.say("person.gone"));
    const quote = origin.deleted
      ? chat.say("message.deleted")
      : shortened(origin, markupOf(origin));
    return texts.say("reply.to", { name, quote: oneLine(quote) });
  }

  #files({ files = [] }: Message): string[] {
    const { texts } = this.#exported;
    return files.map(({ name, size }) =>
      `[${texts.say("file", { name: oneLine(name), size: sizeName(size, texts.locale) })}]`
    );
  }

  #reactions({ reactions = [] }: Message): string[] {
    if (reactions.length === 0) return [];
    return [`[${reactions.map(({ emoji, n }) => `${oneLine(emoji)} ${n}`).join("  ")}]`];
  }

  #moment(at: string): string {
    const { dates } = this.#exported.texts;
    return `${dates.dayKey(at)} ${dates.time(at)}`;
  }
}

function indented(line: string): string {
  return line === "" ? "" : `${INDENT}${line}`;
}

function oneLine(text: string): string {
  return visible(text.split(BREAK).join(" "));
}

/** Control characters as the pictures that Unicode has of them, or of what is unknown. */
function visible(text: string): string {
  return text.replace(CONTROL, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "␡" : "�";
  });
}
