import { useRef } from "preact/hooks";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Unsent } from "../log/rows.ts";
import { failedText, type Ways } from "./FailedState.tsx";

interface FailedNewsProps {
  /** What was not taken. */
  failed: readonly Unsent[];
  ways: Ways;
  speech: Speech<"chat">;
}

/**
 * What a screen reader is told when own messages are not taken: one sentence for all of them, and
 * another one only when there are more. It stands in a region that is there before.
 */
export function FailedNews({ failed, ways, speech }: FailedNewsProps) {
  const said = useRef({ count: 0, text: "" });
  const [first] = failed;
  if (first && failed.length > said.current.count) {
    said.current.text = failed.length === 1
      ? failedText({ unsent: first, ways, speech })
      : speech.say("message.failed.many", { n: failed.length });
  }
  said.current.count = failed.length;
  return first ? <p>{said.current.text}</p> : null;
}
