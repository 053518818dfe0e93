import type { Speech } from "@/lib/i18n/speech.ts";

/** What is to come, which its skeleton has the shape of. */
export type PanelShape = "people" | "rows" | "pictures" | "messages";

interface PanelWaitProps {
  state: "busy" | "failed";
  /** There is no connection, which tells why nothing comes. */
  cutOff: boolean;
  shape: PanelShape;
  again: () => void;
  speech: Speech<"chat">;
  panel: Speech<"panel">;
}

const BONES: Readonly<Record<PanelShape, number>> = {
  people: 6,
  rows: 5,
  pictures: 9,
  messages: 3,
};

/** What stands in the panel where something is to come, or cannot. */
export function PanelWait({ state, cutOff, shape, again, speech, panel }: PanelWaitProps) {
  if (state === "busy" && !cutOff) {
    return (
      <div class={`bones ${shape}`} role="status" aria-label={speech.say("load.busy")}>
        {Array.from({ length: BONES[shape] }, (_, n) => <i key={n} />)}
      </div>
    );
  }
  return (
    <div class="stuck" role="alert">
      <p>{cutOff ? panel.say("offline") : speech.say("load.failed")}</p>
      <button class="btn" type="button" onClick={again}>{speech.say("message.retry")}</button>
    </div>
  );
}
