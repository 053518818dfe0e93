import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { Icon } from "../ui/Icon.tsx";
import { Named } from "../ui/Named.tsx";
import { oneLine } from "../message/one_line.ts";

interface AnsweredBarProps {
  /** The message that is answered, as it is now. */
  message: Pick<Message, "author" | "deleted" | "body" | "files">;
  /** What its text is made of, if that is known. */
  markup?: Markup | undefined;
  /** It is the reader's own. */
  own: boolean;
  speech: Speech<"chat">;
  /** Where the room is, for whoever has no script to leave the reply by. */
  href?: string;
  drop?: () => void;
}

/** The message that is answered, and the way out of that. */
export function AnsweredBar({ message, markup, own, speech, href, drop }: AnsweredBarProps) {
  const { author, deleted } = message;
  const name = author.name || speech.say("person.gone");
  const label = speech.say("reply.drop");
  return (
    <div class="bar">
      <Icon name="reply" small />
      <span>
        <b>
          {own
            ? speech.say("reply.to.own")
            : <Named say={(who) => speech.say("reply.to", { name: who })} name={name} />}
        </b>
        <small class="clip" dir="auto">
          {deleted ? speech.say("reply.gone") : oneLine(message, markup)}
        </small>
      </span>
      {drop
        ? (
          <button class="ib small" type="button" aria-label={label} title={label} onClick={drop}>
            <Icon name="x" small />
          </button>
        )
        : (
          <a class="ib small" href={href} aria-label={label} title={label}>
            <Icon name="x" small />
          </a>
        )}
    </div>
  );
}
