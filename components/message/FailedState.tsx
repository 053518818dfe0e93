import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import { reasonFor } from "./reason.ts";
import type { Unsent } from "../log/rows.ts";

/** What can be done about a failed message, each by its id; `longest`, in UTF-16 units. */
export interface Ways {
  longest: number;
  /** It is its files that the server has no more. */
  lacksFile(unsent: Unsent): boolean;
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
export function FailedState({ unsent, ways, speech }: FailedStateProps) {
  const { id } = unsent;
  return (
    <div class="state">
      <span>
        <Icon name="alert" />
        {failedText({ unsent, ways, speech })}
      </span>
      {WAYS.map((way) => (
        <button class="lnk" type="button" key={way} onClick={() => ways[way](id)}>
          {speech.say(`message.${way}`)}
        </button>
      ))}
    </div>
  );
}

/** Why an own message was not taken, in a sentence. */
export function failedText({ unsent, ways, speech }: FailedStateProps): string {
  const reason = ways.lacksFile(unsent) ? "file" : unsent.why ?? "internal";
  return speech.say("message.failed", { why: reasonFor(reason, ways.longest, speech) });
}
