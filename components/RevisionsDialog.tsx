import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
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
  /** Milliseconds since the epoch. */
  now: number;
  close: () => void;
  speech: Speech<"chat">;
}

/** What a message has said, the latest first. */
export function RevisionsDialog({ message, load, now, close, speech }: RevisionsDialogProps) {
  const { answer: { value: answer }, again } = useAnswer(load);
  return (
    <Modal title={speech.say("menu.revisions")} close={close}>
      {answer.state === "there"
        ? <Revisions {...{ message, now, speech }} earlier={answer.value} />
        : <Waiting state={answer.state} {...{ again, speech }} />}
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.close")}</button>
      </footer>
    </Modal>
  );
}

interface RevisionsProps {
  message: Message;
  earlier: readonly Revision[];
  now: number;
  speech: Speech<"chat">;
}

/** A message's texts with their times, the present one on top. */
export function Revisions({ message, earlier, now, speech }: RevisionsProps) {
  return (
    <ol class="revisions" tabIndex={0} aria-label={speech.say("menu.revisions")}>
      <li>
        <small>{speech.say("revisions.now")}</small>
        <div class="txt">
          <MessageText body={message.body} />
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
            <MessageText body={body} />
          </div>
        </li>
      ))}
      {earlier.length === 0 && <li>{speech.say("revisions.none")}</li>}
    </ol>
  );
}
