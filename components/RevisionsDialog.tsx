import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { MessageText } from "./MessageText.tsx";
import { Modal } from "./Modal.tsx";
import { useAnswer } from "./use_answer.ts";
import { Waiting } from "./Waiting.tsx";

/** What a message said, and until when (ISO 8601). */
export interface Revision {
  body: string;
  at: string;
}

interface RevisionsDialogProps {
  message: Message;
  /** Earlier texts, the oldest first. */
  load: () => Promise<readonly Revision[]>;
  /** What a text is made of, if it is more than text and that is known. */
  markupOf: (message: { body: string }) => Markup | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  close: () => void;
  speech: Speech<"chat">;
}

/** What a message has said, the latest first. */
export function RevisionsDialog(props: RevisionsDialogProps) {
  const { load, close, speech } = props;
  const { answer: { value: answer }, again } = useAnswer(load);
  return (
    <Modal title={speech.say("revisions.title")} close={close}>
      {answer.state === "there"
        ? <Revisions {...props} earlier={answer.value} />
        : <Waiting state={answer.state} {...{ again, speech }} />}
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.close")}</button>
      </footer>
    </Modal>
  );
}

interface RevisionsProps
  extends Pick<RevisionsDialogProps, "message" | "markupOf" | "now" | "speech"> {
  earlier: readonly Revision[];
}

/** A message's texts with their times, the present one on top. */
export function Revisions({ message, earlier, markupOf, now, speech }: RevisionsProps) {
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
