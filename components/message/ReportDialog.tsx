import { useSignal } from "@preact/signals";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Modal } from "../ui/Modal.tsx";

interface ReportDialogProps {
  /** Longest reason, in UTF-16 units. */
  longest: number;
  send: (reason: string) => void;
  close: () => void;
  speech: Speech<"chat">;
}

/** Telling the moderators of a message, with a reason or without. */
export function ReportDialog({ longest, send, close, speech }: ReportDialogProps) {
  const reason = useSignal("");
  return (
    <Modal title={speech.say("menu.report")} close={close}>
      <p>{speech.say("report.lead")}</p>
      <form
        class="reason"
        onSubmit={(event) => {
          event.preventDefault();
          send(reason.value.trim());
        }}
      >
        <label class="field">
          <span>{speech.say("report.reason")}</span>
          <textarea
            dir="auto"
            class="in"
            rows={3}
            maxLength={longest}
            onInput={(event) => reason.value = event.currentTarget.value}
          />
        </label>
        <footer>
          <button class="btn" type="button" onClick={close}>{speech.say("menu.back")}</button>
          <button class="btn main" type="submit">{speech.say("menu.report")}</button>
        </footer>
      </form>
    </Modal>
  );
}
