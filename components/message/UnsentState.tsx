import type { ComponentChildren } from "preact";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Unsent } from "../log/rows.ts";
import { FailedState, type Ways } from "./FailedState.tsx";

/** How it stands with an own message on its way. */
export interface Standing {
  /** For whoever only hears it; `undefined`: there is nothing to say yet. */
  text: string | undefined;
  view: ComponentChildren;
}

interface Circumstances {
  /** Whether this is the one that says it for all that are in the same state. */
  told: boolean;
  /** There is no connection. */
  cutOff: boolean;
  ways: Ways;
  speech: Speech<"chat">;
}

/** What has become of an own message, in words and to be seen. */
export function standingOf(unsent: Unsent, circumstances: Circumstances): Standing {
  const { told, ways, speech } = circumstances;
  const text = textOf(unsent, circumstances);
  if (unsent.state === "failed") {
    return { text, view: <FailedState {...{ unsent, ways, speech }} /> };
  }
  const icon = unsent.again ? "refresh" : unsent.state === "sending" ? "up" : "clock";
  const view = told && text !== undefined && (
    <div class="state">
      <span>
        <Icon name={icon} />
        {text}
      </span>
    </div>
  );
  return { text, view };
}

function textOf(
  { state, late, again }: Unsent,
  { cutOff, speech }: Circumstances,
): string | undefined {
  if (state === "failed") return speech.say("message.unsent");
  if (!late) return undefined;
  if (again) return speech.say("message.again");
  if (state === "sending") return speech.say("message.sending");
  return speech.say(cutOff ? "message.kept" : "message.waiting");
}
