import type { Speech } from "@/lib/i18n/speech.ts";
import { BrokenKnot } from "./Knot.tsx";

const TOLD = ["403", "404", "429", "500", "503"] as const;

interface RefusalProps {
  status: number;
  /** The address that was asked for. */
  path: string;
  speech: Speech<"page">;
}

/** What a page says that cannot be what it should: one sentence, and one thing to do. */
export function Refusal({ status, path, speech }: RefusalProps) {
  const kind = TOLD.find((one) => one === String(status)) ?? (status >= 500 ? "500" : "other");
  const again = kind === "429" || kind === "500" || kind === "503";
  return (
    <main class="blank" id="conversa">
      <BrokenKnot />
      <h1>{speech.say(`error.${kind}.title`)}</h1>
      <p>{speech.say(`error.${kind}.lead`)}</p>
      <a class="btn main" href={again ? path : "/"}>
        {speech.say(again ? "error.retry" : "error.home")}
      </a>
    </main>
  );
}
