import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { hueOf } from "../ui/face.ts";
import { Name } from "../ui/Face.tsx";
import { Icon } from "../ui/Icon.tsx";
import { oneLine } from "./one_line.ts";

interface QuoteProps {
  /** The message that was answered; `undefined`: it is not known here. */
  origin: Message | undefined;
  markup: Markup | undefined;
  /** Where it is: the room, and its place there. */
  slug: string;
  seq: number;
  speech: Speech<"chat">;
}

/** The message that another one answers, in one line that leads to it. */
export function Quote({ origin, markup, slug, seq, speech }: QuoteProps) {
  const { name } = origin?.author ?? { name: "" };
  return (
    <a
      class="quote"
      href={`/r/${slug}/${seq}`}
      data-act="show"
      data-to={seq}
      data-hue={origin && name ? hueOf(origin.author) : undefined}
    >
      {origin
        ? (
          <>
            <Name person={origin.author} gone={speech.say("person.gone")} />
            {origin.files && <Icon name="clip" small />}
            <span dir="auto">
              {origin.deleted ? speech.say("message.deleted") : oneLine(origin, markup)}
            </span>
          </>
        )
        : <span>{speech.say("quote.unknown")}</span>}
    </a>
  );
}
