import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "./Icon.tsx";
import { reasonFor } from "./reason.ts";
import type { Unsent } from "./rows.ts";

/** What can be done about a failed message, each by its id. */
export interface Ways {
  /** Longest message, in UTF-16 units. */
  longest: number;
  retry(id: string): void;
  edit(id: string): void;
  discard(id: string): void;
}

const WAYS = ["retry", "edit", "discard"] as const;

interface FailedStateProps {
  unsent: Unsent;
  ways: Ways;
  speech: Speech<"chat">;
}

/** Why an own message was not taken, and what can be done. */
export function FailedState({ unsent: { id, why = "internal" }, ways, speech }: FailedStateProps) {
  return (
    <div class="state" role="alert">
      <span>
        <Icon name="alert" />
        {speech.say("message.failed", { why: reasonFor(why, ways.longest, speech) })}
      </span>
      {WAYS.map((way) => (
        <button class="lnk" type="button" key={way} onClick={() => ways[way](id)}>
          {speech.say(`message.${way}`)}
        </button>
      ))}
    </div>
  );
}
