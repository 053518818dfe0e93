import type { Speech } from "@/lib/i18n/speech.ts";
import { Choice } from "../ui/Choice.tsx";

const KINDS = ["public", "private", "announcement"] as const;

interface KindChoiceProps {
  value: typeof KINDS[number];
  texts: Speech<"rooms">;
  disabled?: boolean;
}

/** Who sees a room, and who writes there. */
export function KindChoice({ value, texts, disabled = false }: KindChoiceProps) {
  return (
    <fieldset disabled={disabled}>
      <legend>{texts.say("kind")}</legend>
      {KINDS.map((kind) => (
        <Choice
          key={kind}
          id={`tipo-${kind}`}
          type="radio"
          name="kind"
          value={kind}
          label={texts.say(`kind.${kind}`)}
          hint={texts.say(`kind.${kind}.hint`)}
          checked={kind === value}
        />
      ))}
    </fieldset>
  );
}
