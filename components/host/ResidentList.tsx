import type { Role } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Complaint } from "../ui/Field.tsx";
import { Filled } from "../ui/Filled.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PersonRow } from "../ui/PersonRow.tsx";
import { When } from "../ui/When.tsx";
import { ResidentActs } from "./ResidentActs.tsx";
import type { ResidentRow } from "./resident_row.ts";

interface ResidentListProps {
  residents: readonly ResidentRow[];
  me: { id: number; role: Role };
  query: string;
  /** About whom something was refused, and why. */
  refused: { user: number; text: string } | undefined;
  now: number;
  texts: Speech<"host">;
  people: Speech<"people">;
}

/** All people, each with what can be decided about them. */
export function ResidentList(props: ResidentListProps) {
  const { residents, me, query, refused, now, texts, people } = props;
  if (residents.length === 0) return <p>{texts.say("people.none")}</p>;
  // Where there is no form of theirs to say it beside.
  const astray = refused &&
    !residents.some(({ user, may }) =>
      user.id === refused.user && Object.values(may).includes(true)
    );
  return (
    <>
      {astray && <Complaint text={refused.text} />}
      <ul class="people">
        {residents.map((row) => (
          <PersonRow
            key={row.user.id}
            person={row.user}
            me={row.user.id === me.id}
            presence={row.here ? "here" : "out"}
            about={<About row={row} now={now} texts={texts} />}
            speech={people}
          >
            {Object.values(row.may).includes(true) && (
              <details class="more" open={refused?.user === row.user.id}>
                <summary
                  class="ib"
                  aria-label={texts.say("people.manage", { name: row.user.name })}
                >
                  <Icon name="more" />
                </summary>
                <ResidentActs
                  {...{ row, query, now, texts, people }}
                  wrong={refused?.user === row.user.id ? refused.text : undefined}
                />
              </details>
            )}
          </PersonRow>
        ))}
      </ul>
    </>
  );
}

/** A hundred years are for good: nobody waits ten of them. */
const FOR_GOOD_MS = 10 * 365 * 86_400_000;

function About({ row, now, texts }: { row: ResidentRow; now: number; texts: Speech<"host"> }) {
  const { createdAt, seenAt, bannedUntil = 0, mutedUntil = 0, wrote, hasPassword } = row;
  const when = (at: number) => ({ when: texts.dates.moment(at, now) });
  const facts = [
    !wrote && texts.say("people.silent"),
    !hasPassword && texts.say("people.nopassword"),
  ].filter((fact) => fact !== false);
  return (
    <>
      {bannedUntil > now && (
        <b class="err">
          {bannedUntil - now > FOR_GOOD_MS
            ? texts.say("people.banned.ever")
            : texts.say("people.banned", when(bannedUntil))}
        </b>
      )}
      {mutedUntil > now && <b class="warned">{texts.say("people.muted", when(mutedUntil))}</b>}
      {texts.say("people.since", when(createdAt))}
      {" · "}
      <Filled say={(seen) => texts.say("people.seen", { when: seen })}>
        <When at={seenAt} now={now} speech={texts} />
      </Filled>
      {facts.map((fact) => ` · ${fact}`)}
    </>
  );
}
