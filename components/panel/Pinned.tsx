import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { oneLine } from "../message/one_line.ts";

interface PinnedProps {
  message: Message;
  markup: Markup | undefined;
  /** Where the room is. */
  there: string;
  /** Milliseconds since the epoch. */
  now: number;
  speech: Speech<"chat">;
}

/** A pinned message in a few words, and the way to it. */
export function Pinned({ message, markup, there, now, speech }: PinnedProps) {
  const { author, seq, at } = message;
  return (
    <a class="pinned" href={`${there}/${seq}`}>
      <span dir="auto">{oneLine(message, markup)}</span>
      <small>
        <bdi>{author.name || speech.say("person.gone")}</bdi>
        {`, ${speech.dates.moment(Date.parse(at), now)}`}
      </small>
    </a>
  );
}
