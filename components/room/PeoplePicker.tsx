import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Face, Name } from "../ui/Face.tsx";
import { Complaint, Field } from "../ui/Field.tsx";

interface PeoplePickerProps {
  people: readonly User[];
  /** Those chosen already. */
  chosen: readonly User[];
  query: string;
  online: readonly number[];
  wrong: string | undefined;
  texts: Speech<"people">;
}

/** People with a box to tick each; searching keeps those that were ticked. */
export function PeoplePicker(props: PeoplePickerProps) {
  const { people, chosen, query, online, wrong, texts } = props;
  const options = [...chosen, ...people];
  return (
    <form method="post" action="/conversar">
      <div class="row-form">
        <Field id="procurar" name="q" type="search" label={texts.say("search")} value={query} />
        <Button formmethod="get" formaction="/conversar">
          {texts.say("search.submit")}
        </Button>
      </div>
      {wrong !== undefined && <Complaint text={wrong} />}
      {people.length === 0 && query !== "" && <p class="hint">{texts.say("search.none")}</p>}
      <ul class="people">
        {options.map((person, index) => (
          <li key={person.id}>
            <PickedPerson
              person={person}
              checked={index < chosen.length}
              here={online.includes(person.id)}
              texts={texts}
            />
          </li>
        ))}
      </ul>
      <div class="stick">
        <Button kind="main" deed="start">
          {texts.say("direct.start")}
        </Button>
      </div>
    </form>
  );
}

interface PickedPersonProps {
  person: User;
  checked: boolean;
  here: boolean;
  texts: Speech<"people">;
}

function PickedPerson({ person, checked, here, texts }: PickedPersonProps) {
  const id = `pessoa-${person.id}`;
  return (
    <label class="opt" for={id}>
      <input id={id} type="checkbox" name="user" value={person.id} checked={checked} />
      <Face person={person} presence={here ? "here" : "out"} />
      <span>
        <Name person={person} gone={texts.say("gone")} />
        <small>{texts.say(here ? "is.here" : "is.out")}</small>
      </span>
    </label>
  );
}
