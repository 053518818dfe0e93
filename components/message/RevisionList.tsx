import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { MessageText } from "./MessageText.tsx";

/** What a message said, and until when (ISO 8601). */
export interface Revision {
  body: string;
  at: string;
}

/** What is shown of a message's texts. */
export interface RevisionListProps {
  message: Message;
  /** The oldest first. */
  earlier: readonly Revision[];
  /** What a text is made of, if it is more than text and that is known. */
  markupOf: (message: { body: string }) => Markup | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  speech: Speech<"chat">;
}

/** A message's texts with their times, the present one on top. */
export function RevisionList({ message, earlier, markupOf, now, speech }: RevisionListProps) {
  return (
    <ol class="revisions" tabIndex={0} aria-label={speech.say("revisions.title")}>
      <li>
        <small>{speech.say("revisions.now")}</small>
        <div class="txt">
          <MessageText body={message.body} markup={markupOf(message)} />
        </div>
      </li>
      {earlier.toReversed().map(({ body, at }, index) => (
        <li key={earlier.length - index}>
          <small>
            <time dateTime={at}>
              {speech.say("revisions.until", { when: speech.dates.moment(Date.parse(at), now) })}
            </time>
          </small>
          <div class="txt">
            <MessageText body={body} markup={markupOf({ body })} />
          </div>
        </li>
      ))}
      {earlier.length === 0 && <li>{speech.say("revisions.none")}</li>}
    </ol>
  );
}
