import type { Speech } from "@/lib/i18n/speech.ts";
import type { Answer } from "./use_answer.ts";

interface WaitingProps {
  answer: Exclude<Answer<unknown>, { state: "there" }>;
  /** Why it did not come, if there is more to say than that. */
  why?: string | undefined;
  again: () => void;
  speech: Speech<"chat">;
}

/** What stands where something is to come that was asked for. */
export function Waiting({ answer, why, again, speech }: WaitingProps) {
  if (answer.state === "busy") {
    return (
      <div class="waiting" role="status" aria-label={speech.say("load.busy")}>
        <i class="bone" />
        <i class="bone" />
        <i class="bone" />
      </div>
    );
  }
  return (
    <div class="waiting" role="alert">
      <p>{why ?? speech.say("load.failed")}</p>
      {why === undefined && (
        <button class="btn" type="button" onClick={again}>{speech.say("message.retry")}</button>
      )}
    </div>
  );
}
