import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face } from "../ui/Face.tsx";

interface WhoIsHereProps {
  /** How many are here. */
  n: number;
  /** Who they are, if that is to be told. */
  people: readonly User[] | undefined;
  door: Speech<"door">;
}

const FACES = 4;
const NAMES = 3;

/** Says at the door how many are inside, and who, if the host lets it be told. */
export function WhoIsHere({ n, people = [], door }: WhoIsHereProps) {
  if (n === 0) return <p class="here">{door.say("here.nobody")}</p>;
  const named = people.filter(({ name }) => name !== "");
  const more = n - Math.min(named.length, NAMES);
  return (
    <div class="here">
      {named.length > 0 && (
        <span class="faces">
          {named.slice(0, FACES).map((person) => <Face key={person.id} person={person} />)}
        </span>
      )}
      <p>
        {door.say("here", { n })}
        {named.length > 0 && (
          <span>
            {": "}
            {named.slice(0, NAMES).map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ", "}
                <bdi>{name}</bdi>
              </span>
            ))}
            {more > 0 && ` ${door.say("here.more", { n: more })}`}
          </span>
        )}
      </p>
    </div>
  );
}
