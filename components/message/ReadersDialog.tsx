import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face, Name } from "../ui/Face.tsx";
import { Modal } from "../ui/Modal.tsx";
import { useAnswer } from "../ui/use_answer.ts";
import { Waiting } from "../ui/Waiting.tsx";

interface ReadersDialogProps {
  /** `undefined`: the room is too large to tell. */
  load: () => Promise<{ readers: readonly User[]; members: number } | undefined>;
  close: () => void;
  speech: Speech<"chat">;
}

/** Who has read a message. */
export function ReadersDialog({ load, close, speech }: ReadersDialogProps) {
  const { answer: { value: answer }, again } = useAnswer(load);
  return (
    <Modal title={speech.say("menu.readers")} close={close}>
      {answer.state === "there"
        ? <Shown found={answer.value} speech={speech} />
        : <Waiting state={answer.state} {...{ again, speech }} />}
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.close")}</button>
      </footer>
    </Modal>
  );
}

interface ShownProps {
  found: { readers: readonly User[]; members: number } | undefined;
  speech: Speech<"chat">;
}

function Shown({ found, speech }: ShownProps) {
  if (found === undefined) return <p>{speech.say("readers.many")}</p>;
  const { readers, members } = found;
  if (readers.length === 0) return <p>{speech.say("readers.none")}</p>;
  return (
    <>
      <p>{speech.say("readers.of", { n: readers.length, members })}</p>
      <ul class="readers">
        {readers.map((person) => (
          <li key={person.id}>
            <Face person={person} size="s" />
            <Name person={person} gone={speech.say("person.gone")} />
          </li>
        ))}
      </ul>
    </>
  );
}
