import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import { PersonRow } from "../ui/PersonRow.tsx";

interface InvitePeopleProps {
  people: readonly User[];
  query: string;
  /** The page itself. */
  here: string;
  wrong: string | undefined;
  texts: Speech<"people">;
}

/** People who are not in a room yet, each with a button that brings them in. */
export function InvitePeople({ people, query, here, wrong, texts }: InvitePeopleProps) {
  return (
    <>
      <p>{texts.say("invite.lead")}</p>
      <form class="row-form" method="get" action={`${here}#convidar`}>
        <Field id="procurar" name="q" type="search" label={texts.say("search")} value={query} />
        <Button>{texts.say("search.submit")}</Button>
      </form>
      {wrong !== undefined && <Complaint text={wrong} />}
      {people.length === 0
        ? <p>{texts.say(query === "" ? "invite.none" : "search.none")}</p>
        : (
          <ul class="people">
            {people.map((person) => (
              <PersonRow key={person.id} person={person} speech={texts}>
                <form method="post" action={here}>
                  <input type="hidden" name="user" value={person.id} />
                  <Button small deed="invite" aria-label={`${texts.say("invite")}: ${person.name}`}>
                    {texts.say("invite")}
                  </Button>
                </form>
              </PersonRow>
            ))}
          </ul>
        )}
    </>
  );
}
