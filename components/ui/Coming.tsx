import type { Speech } from "@/lib/i18n/speech.ts";
import { Toast } from "./Toast.tsx";
import type { Late } from "./use_late.ts";

/** Tells that something is on its way, if that takes a while, or that it could not come. */
export function Coming(
  { late: { state, again }, speech }: { late: Late<unknown>; speech: Speech<"chat"> },
) {
  if (state === "idle") return null;
  const isBusy = state === "busy";
  return (
    <Toast
      text={speech.say(isBusy ? "load.busy" : "load.failed")}
      slow={isBusy}
      action={isBusy ? undefined : { label: speech.say("message.retry"), run: again }}
    />
  );
}
