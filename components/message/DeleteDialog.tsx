import type { Speech } from "@/lib/i18n/speech.ts";
import { Modal } from "../ui/Modal.tsx";

interface DeleteDialogProps {
  remove: () => void;
  close: () => void;
  speech: Speech<"chat">;
}

/** Asks once more before a message is deleted. */
export function DeleteDialog({ remove, close, speech }: DeleteDialogProps) {
  return (
    <Modal title={speech.say("menu.delete")} close={close}>
      <p>{speech.say("delete.lead")}</p>
      <footer>
        <button class="btn" type="button" onClick={close}>{speech.say("menu.back")}</button>
        <button class="btn bad" type="button" onClick={remove}>{speech.say("menu.delete")}</button>
      </footer>
    </Modal>
  );
}
