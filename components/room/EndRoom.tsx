import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import { Named } from "../ui/Named.tsx";
import { Section } from "../ui/Section.tsx";

interface EndRoomProps {
  room: Room;
  /** The page itself. */
  here: string;
  /** Whether the person may leave it, and whether they may put it away or delete it. */
  leaves: boolean;
  ends: boolean;
  /** Leaving was refused, since nobody else owns it. */
  last: boolean;
  wrong: string | undefined;
  /** What is wrong with what was typed before deleting. */
  unproved: string | undefined;
  texts: Speech<"rooms">;
}

/** Leaving a room, and ending it. */
export function EndRoom(props: EndRoomProps) {
  const { room, here, leaves, ends, last, wrong, unproved, texts } = props;
  if (!leaves && !ends) return null;
  return (
    <Section id="fim" title={texts.say("end")}>
      {wrong !== undefined && <Complaint text={wrong} />}
      {last && <a class="lnk" href={`/r/${room.slug}/pessoas`}>{texts.say("leave.people")}</a>}
      {leaves && <Ending deed="leave" here={here} texts={texts} />}
      {ends && <Ending deed="archive" here={here} texts={texts} />}
      {ends && (
        <details open={unproved !== undefined}>
          <summary class="btn bad">{texts.say("delete")}</summary>
          <form class="form card" method="post" action={`${here}#fim`}>
            <p>{texts.say("delete.lead")}</p>
            <Field
              id="apagar"
              name="confirm"
              label={<Named say={(name) => texts.say("delete.label", { name })} name={room.name} />}
              error={unproved}
              required
              autocomplete="off"
            />
            <Button kind="bad" deed="delete">
              {texts.say("delete")}
            </Button>
          </form>
        </details>
      )}
    </Section>
  );
}

interface EndingProps {
  deed: "leave" | "archive";
  here: string;
  texts: Speech<"rooms">;
}

function Ending({ deed, here, texts }: EndingProps) {
  return (
    <form class="pair" method="post" action={`${here}#fim`}>
      <span>
        <small>{texts.say(`${deed}.lead`)}</small>
      </span>
      <Button deed={deed}>{texts.say(deed)}</Button>
    </form>
  );
}
