import type { Speech } from "@/lib/i18n/speech.ts";

// A character that no name and no text can have.
const PLACE = "\u0000";
const WORDS = ["typing.one", "typing.two", "typing.three"] as const;
const PLACES = { a: PLACE, b: PLACE, c: PLACE };

/** Who is writing just now. */
export function TypingLine(
  { names, speech }: { names: readonly string[]; speech: Speech<"chat"> },
) {
  if (names.length === 0) return null;
  const key = WORDS[names.length - 1];
  return (
    <span class="clip">
      {key === undefined ? speech.say("typing.many") : speech.say(key, PLACES).split(PLACE)
        .map((text, index) => (
          <span key={index}>
            {index > 0 && <bdi>{names[index - 1]}</bdi>}
            {text}
          </span>
        ))}
    </span>
  );
}
