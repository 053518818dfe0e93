import { LIMITS } from "@/lib/chat/limits.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { PersonRow } from "../ui/PersonRow.tsx";
import { Group } from "../ui/Section.tsx";

interface ReadersProps {
  /** `undefined`: the room is too large to tell. */
  readers: { people: readonly User[]; members: number } | undefined;
  texts: Speech<"rooms">;
  people: Speech<"people">;
}

/** Who has read a message. */
export function Readers({ readers, texts, people }: ReadersProps) {
  if (readers === undefined) {
    return (
      <Group id="lida" title={texts.say("message.readers")}>
        <p>{texts.say("message.readers.many", { n: LIMITS.intimate })}</p>
      </Group>
    );
  }
  const n = readers.people.length;
  return (
    <Group id="lida" title={texts.say("message.readers")} n={n}>
      {n === 0 ? <p>{texts.say("message.readers.none")}</p> : (
        <ul class="people">
          {readers.people.map((person) => (
            <PersonRow key={person.id} person={person} speech={people} />
          ))}
        </ul>
      )}
    </Group>
  );
}
