import { HUES } from "@/lib/chat/hues.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { initialsOf, type Person } from "../ui/face.ts";
import { Icon } from "../ui/Icon.tsx";

interface HuePickerProps {
  person: Person;
  /** The one that was chosen; `undefined`: none was. */
  hue: number | undefined;
  texts: Speech<"settings">;
}

/** The hues, as radio buttons that look like the person's face. */
export function HuePicker({ person, hue, texts }: HuePickerProps) {
  return (
    <fieldset>
      <legend>{texts.say("looks.hue")}</legend>
      <div class="hues">
        {Array.from(
          { length: HUES },
          (_, index) => (
            <label key={index} title={texts.say("looks.hue.own", { n: index + 1 })}>
              <input
                type="radio"
                name="hue"
                value={index}
                aria-label={texts.say("looks.hue.own", { n: index + 1 })}
                checked={hue === index}
              />
              <span class="face" data-hue={index} aria-hidden="true">
                {hue === index ? <Icon name="check" small /> : initialsOf(person.name)}
              </span>
            </label>
          ),
        )}
      </div>
      <label class="opt" for="cor-dada">
        <input id="cor-dada" type="radio" name="hue" value="" checked={hue === undefined} />
        <span>{texts.say("looks.hue.given")}</span>
      </label>
    </fieldset>
  );
}
