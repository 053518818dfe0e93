import type { ComponentChildren } from "preact";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Unsent } from "../log/rows.ts";

interface UnsentStateProps {
  unsent: Unsent;
  /** Whether this is the one that says it for all that wait. */
  told: boolean;
  cutOff: boolean;
  speech: Speech<"chat">;
  /** What to say of one that was not taken. */
  failed: ((unsent: Unsent) => ComponentChildren) | undefined;
}

/** What has become of an own message. */
export function UnsentState({ unsent, told, cutOff, speech, failed }: UnsentStateProps) {
  const { state, late } = unsent;
  if (state === "failed") return <>{failed?.(unsent)}</>;
  if (!late || !told) return null;
  const text = cutOff
    ? "message.kept"
    : state === "sending"
    ? "message.sending"
    : "message.waiting";
  return (
    <div class="state">
      <span>
        <Icon name="clock" />
        {speech.say(text)}
      </span>
    </div>
  );
}
