import type { Speech } from "@/lib/i18n/speech.ts";
import { Skeleton, type SkeletonShape } from "./Skeleton.tsx";

interface WaitingProps {
  state: "busy" | "failed";
  /** What is to come. */
  shape?: SkeletonShape;
  again: () => void;
  speech: Speech<"chat">;
}

/** What stands where something is to come that was asked for. */
export function Waiting({ state, shape = "lines", again, speech }: WaitingProps) {
  if (state === "busy") {
    return (
      <div class="waiting" role="status" aria-label={speech.say("load.busy")}>
        <Skeleton shape={shape} />
      </div>
    );
  }
  return (
    <div class="waiting" role="alert">
      <p>{speech.say("load.failed")}</p>
      <button class="btn" type="button" onClick={again}>{speech.say("message.retry")}</button>
    </div>
  );
}
