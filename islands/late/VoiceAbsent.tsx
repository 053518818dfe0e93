import { render } from "preact";
import { useSignal } from "@preact/signals";
import { Icon } from "@/components/ui/Icon.tsx";
import { Modal } from "@/components/ui/Modal.tsx";
import type { Speech } from "@/lib/i18n/speech.ts";

/** Puts beside the field, where one would look for the microphone, why there is none. */
export function offerWhyNoVoice(able: Speech<"able">): void {
  const send = document.querySelector(".composer .row > .send");
  if (!send) return;
  const place = document.createElement("span");
  send.before(place);
  render(<VoiceAbsent able={able} />, place);
}

function VoiceAbsent({ able }: { able: Speech<"able"> }) {
  const open = useSignal(false);
  const label = able.say("record.why");
  return (
    <>
      <button
        class="ib lacks"
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        onClick={() => open.value = true}
      >
        <Icon name="micoff" />
      </button>
      {open.value && (
        <Modal title={able.say("record.title")} close={() => open.value = false}>
          <p>{able.say(isSecureContext ? "record.absent" : "record.insecure")}</p>
          <form method="dialog">
            <footer>
              <a class="btn" href="/ajustes#funciona">{able.say("title")}</a>
              <button class="btn main" type="submit">{able.say("close")}</button>
            </footer>
          </form>
        </Modal>
      )}
    </>
  );
}
