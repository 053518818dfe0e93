import type { ComponentChildren } from "preact";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Unsent } from "../log/rows.ts";

interface Circumstances {
  /** There is no connection. */
  cutOff: boolean;
  speech: Speech<"chat">;
}

interface UnsentStateProps extends Circumstances {
  unsent: Unsent;
  /** Whether this is the one that says it for all that are in the same state. */
  told: boolean;
  /** What to say of one that was not taken. */
  failed: ((unsent: Unsent) => ComponentChildren) | undefined;
}

/** What has become of an own message. */
export function UnsentState({ unsent, told, cutOff, speech, failed }: UnsentStateProps) {
  const { state, again } = unsent;
  if (state === "failed") return <>{failed?.(unsent)}</>;
  const text = unsentText(unsent, { cutOff, speech });
  if (!told || text === undefined) return null;
  return (
    <div class="state">
      <span>
        <Icon name={again ? "refresh" : state === "sending" ? "up" : "clock"} />
        {text}
      </span>
    </div>
  );
}

/** How it stands with an own message, in words; `undefined`: there is nothing to say yet. */
export function unsentText(
  { state, late, again }: Unsent,
  { cutOff, speech }: Circumstances,
): string | undefined {
  if (state === "failed") return speech.say("message.unsent");
  if (!late) return undefined;
  if (again) return speech.say("message.again");
  if (state === "sending") return speech.say("message.sending");
  return speech.say(cutOff ? "message.kept" : "message.waiting");
}
