import type { Speech } from "@/lib/i18n/speech.ts";
import type { Late } from "./use_late.ts";

/** Tells that something is on its way, if that takes a while, or that it could not come. */
export function Coming(
  { late: { state, again }, speech }: { late: Late<unknown>; speech: Speech<"chat"> },
) {
  return state
    ? (
      <div class={`toast ${state}`} role="status">
        {again
          ? <button class="btn" type="button" onClick={again}>{speech.say("log.failed")}</button>
          : speech.say("load.busy")}
      </div>
    )
    : null;
}
