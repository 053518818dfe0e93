import type { Speech } from "@/lib/i18n/speech.ts";
import type { Late } from "./use_late.ts";

/** Tells that something is on its way, if that takes a while, or that it could not come. */
export function Coming(
  { late: { state, again }, speech }: { late: Late<unknown>; speech: Speech<"chat"> },
) {
  if (state === "idle") return null;
  if (state === "busy") return <p class="toast slow" role="status">{speech.say("load.busy")}</p>;
  return (
    <div class="toast" role="alert">
      {speech.say("load.failed")}
      <button class="btn small" type="button" onClick={again}>{speech.say("message.retry")}</button>
    </div>
  );
}
