import type { Speech } from "@/lib/i18n/speech.ts";
import { BrokenKnot } from "./Knot.tsx";

// Every status of an error that a caller is told about has its own words.
const TOLD = ["401", "403", "404", "409", "413", "422", "429", "500", "503"] as const;
/** What may go well the next time, just as it was asked for. */
const AGAIN = ["429", "500", "503"];

interface RefusalProps {
  status: number;
  /** The address that was asked for. */
  path: string;
  speech: Speech<"page">;
}

/** What a page says that cannot be what it should: one sentence, and one thing to do. */
export function Refusal({ status, path, speech }: RefusalProps) {
  const kind = TOLD.find((one) => one === String(status)) ?? (status >= 500 ? "500" : "other");
  const again = AGAIN.includes(kind);
  const way = again ? "error.retry" : kind === "401" ? "error.enter" : "error.home";
  return (
    <main class="blank" id="conversa">
      <BrokenKnot />
      <h1>{speech.say(`error.${kind}.title`)}</h1>
      <p>{speech.say(`error.${kind}.lead`)}</p>
      <a class="btn main" href={again ? path : "/"}>{speech.say(way)}</a>
    </main>
  );
}
