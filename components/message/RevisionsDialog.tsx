import { Modal } from "../ui/Modal.tsx";
import { type Revision, RevisionList, type RevisionListProps } from "./RevisionList.tsx";
import { useAnswer } from "../ui/use_answer.ts";
import { Waiting } from "../ui/Waiting.tsx";

interface RevisionsDialogProps extends Omit<RevisionListProps, "earlier"> {
  /** Earlier texts, the oldest first. */
  load: () => Promise<readonly Revision[]>;
  close: () => void;
}

/** What a message has said, the latest first. */
export function RevisionsDialog(props: RevisionsDialogProps) {
  const { load, close, speech } = props;
  const { answer: { value: answer }, again } = useAnswer(load);
  return (
    <Modal title={speech.say("revisions.title")} close={close}>
      {answer.state === "there"
        ? <RevisionList {...props} earlier={answer.value} />
        : <Waiting state={answer.state} {...{ again, speech }} />}
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.close")}</button>
      </footer>
    </Modal>
  );
}
