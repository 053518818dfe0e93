import { isolate } from "@/lib/i18n/isolate.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Told } from "../ui/Told.tsx";

const WORDS = ["typing.one", "typing.two", "typing.three"] as const;

/** Who is writing just now. */
export function TypingLine(
  { names, speech }: { names: readonly string[]; speech: Speech<"chat"> },
) {
  if (names.length === 0) return null;
  const key = WORDS[names.length - 1];
  const [a = "", b = "", c = ""] = names.map(isolate);
  return (
    <span class="clip">
      {key === undefined ? speech.say("typing.many") : <Told text={speech.say(key, { a, b, c })} />}
    </span>
  );
}
