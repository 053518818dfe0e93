import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Skeleton, type SkeletonShape } from "../ui/Skeleton.tsx";

interface PanelWaitProps {
  state: "busy" | "failed";
  /** There is no connection, which tells why nothing comes. */
  cutOff: boolean;
  shape: SkeletonShape;
  again: () => void;
  speech: Speech<"chat">;
  panel: Speech<"panel">;
}

/** As much as there often is. */
const MANY: Readonly<Record<SkeletonShape, number>> = {
  ...{ lines: 3, people: 5, messages: 3, files: 5, pictures: 6 },
};

/** What stands in the panel where something is to come, or cannot. */
export function PanelWait({ state, cutOff, shape, again, speech, panel }: PanelWaitProps) {
  if (state === "busy" && !cutOff) {
    return (
      <div class="panel-wait" role="status" aria-label={speech.say("load.busy")}>
        <Skeleton shape={shape} n={MANY[shape]} />
      </div>
    );
  }
  return (
    <div class="panel-wait" role="alert">
      <p>{cutOff ? panel.say("offline") : speech.say("load.failed")}</p>
      <Button type="button" onClick={again}>{speech.say("message.retry")}</Button>
    </div>
  );
}
