import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { ExportDay, ExportHead } from "@/components/export/ExportedFrame.tsx";
import { ExportedMessage } from "@/components/export/ExportedMessage.tsx";
import { roomName } from "@/components/rail/named.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import { type HtmlParts, htmlParts } from "./html_parts.ts";
import type { Exported, RoomWriter, Stretch } from "./room_writer.ts";

/**
 * One HTML file that needs nothing else: it is read without a script, searched with the one that is
 * in it, and its own policy keeps out whatever people may have written.
 */
export class HtmlWriter implements RoomWriter {
  readonly #exported: Exported;
  readonly #parts: HtmlParts;
  /** The day whose messages are being written. */
  #day: string | undefined;

  private constructor(exported: Exported, parts: HtmlParts) {
    this.#exported = exported;
    this.#parts = parts;
  }

  static async open(exported: Exported): Promise<HtmlWriter> {
    return new HtmlWriter(exported, await htmlParts());
  }

  head(): string {
    const { room, by, at, texts, chat } = this.#exported;
    const { style, policy } = this.#parts;
    const name = roomName(room, chat.say("person.gone"));
    const when = texts.dates.full(new Date(at).toISOString());
    const source = texts.say("head", { when, who: isolate(by.name), zone: texts.dates.zone });
    return [
      `<!doctype html>\n<html lang="${texts.locale}">\n<head>\n<meta charset="utf-8">\n`,
      html(<meta http-equiv="content-security-policy" content={policy} />),
      `<meta name="viewport" content="width=device-width, initial-scale=1">\n`,
      `<meta name="color-scheme" content="light dark">\n`,
      `<meta name="referrer" content="no-referrer">\n`,
      html(<title>{name}</title>),
      `<style>${style}</style>\n</head>\n<body>\n`,
      html(<ExportHead {...{ name, topic: room.topic, source, texts }} />),
      "<main>\n",
    ].join("");
  }

  stretch({ messages, origins }: Stretch): string {
    const { texts, chat } = this.#exported;
    return messages.map((message) => {
      const origin = message.replyTo === undefined ? undefined : origins.get(message.replyTo);
      const entry = html(<ExportedMessage {...{ message, origin, texts, chat }} />);
      const day = texts.dates.dayKey(message.at);
      if (day === this.#day) return entry;
      const before = this.#day === undefined ? "" : "</section>\n";
      this.#day = day;
      return `${before}<section>\n${html(<ExportDay {...{ at: message.at, texts }} />)}${entry}`;
    }).join("");
  }

  end(n: number): string {
    const { texts } = this.#exported;
    const open = this.#day === undefined ? "" : "</section>\n";
    const end = html(<footer id="end">{texts.say("end", { n })}</footer>);
    return `${open}</main>\n${end}<script>${this.#parts.script}</script>\n</body>\n</html>\n`;
  }
}

function html(vnode: VNode): string {
  return `${renderToString(vnode)}\n`;
}
