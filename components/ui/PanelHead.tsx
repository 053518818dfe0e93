import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "./Icon.tsx";

interface PanelHeadProps {
  title: string;
  /** What the panel is about, and how much there is of it. */
  about: string;
  /** It takes the place of the conversation, and is what the page is about. */
  alone: boolean;
  leave: () => void;
  speech: Speech<"chat">;
}

/** The head of a panel: back where it covers the conversation, a cross where it stands beside it. */
export function PanelHead({ title, about, alone, leave, speech }: PanelHeadProps) {
  return (
    <div class="top">
      <button
        class="ib only-narrow"
        type="button"
        aria-label={speech.say("panel.back")}
        onClick={leave}
      >
        <Icon name="back" />
      </button>
      <div>
        {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
        <p dir="auto">{about}</p>
      </div>
      <button
        class="ib not-narrow"
        type="button"
        aria-label={speech.say("menu.close")}
        onClick={leave}
      >
        <Icon name="x" />
      </button>
    </div>
  );
}
