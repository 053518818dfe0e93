import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { hueOf } from "./face.ts";
import { Name } from "./Face.tsx";
import { oneLine } from "./one_line.ts";

interface QuoteProps {
  /** The message that was answered; `undefined`: it is not known here. */
  origin: Message | undefined;
  markup: Markup | undefined;
  /** Where it is. */
  href: string;
  seq: number;
  speech: Speech<"chat">;
}

/** The message that another one answers, in one line that leads to it. */
export function Quote({ origin, markup, href, seq, speech }: QuoteProps) {
  const { name } = origin?.author ?? { name: "" };
  return (
    <a
      class="quote"
      href={href}
      data-act="show"
      data-to={seq}
      data-hue={origin && name ? hueOf(origin.author) : undefined}
    >
      {origin
        ? (
          <>
            <Name person={origin.author} gone={speech.say("person.gone")} />
            <span dir="auto">
              {origin.deleted ? speech.say("message.deleted") : oneLine(origin.body, markup)}
            </span>
          </>
        )
        : <span>{speech.say("quote.unknown")}</span>}
    </a>
  );
}
