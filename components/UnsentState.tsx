import { LIMITS } from "@/lib/chat/limits.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "./Icon.tsx";
import type { Unsent } from "./rows.ts";
import { reasonFor } from "./reason.ts";

interface UnsentStateProps {
  unsent: Unsent;
  /** Whether this is the one that says it for all that wait. */
  told: boolean;
  cutOff: boolean;
  speech: Speech<"chat">;
  retry: ((id: string) => void) | undefined;
  edit: ((id: string) => void) | undefined;
  discard: ((id: string) => void) | undefined;
}

/** What can be done about a failed message. */
const WAYS = ["retry", "edit", "discard"] as const;

/** What has become of an own message, and what can be done. */
export function UnsentState(props: UnsentStateProps) {
  const { unsent: { id, state, late, why }, told, cutOff, speech } = props;
  if (state === "failed") {
    const reason = reasonFor(why ?? "internal", LIMITS.body, speech);
    return (
      <div class="state" role="alert">
        <span>
          <Icon name="alert" />
          {speech.say("message.failed", { why: reason })}
        </span>
        {WAYS.map((way) => (
          <button
            class="lnk"
            type="button"
            key={way}
            onClick={() => props[way]?.(id)}
          >
            {speech.say(`message.${way}`)}
          </button>
        ))}
      </div>
    );
  }
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
