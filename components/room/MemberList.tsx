import type { ComponentChildren } from "preact";
import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { ButtonLink } from "../ui/Button.tsx";
import type { Presence } from "../ui/Face.tsx";
import { Complaint } from "../ui/Field.tsx";
import { Filled } from "../ui/Filled.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Menu } from "../ui/Menu.tsx";
import { PersonRow } from "../ui/PersonRow.tsx";
import { When } from "../ui/When.tsx";

/** What can be done about a member, by the word that a form has for it. */
export interface MemberDeeds {
  talk: boolean;
  remove: boolean;
  own: boolean;
  disown: boolean;
  /** See to them as a moderator. */
  watch: boolean;
}

/** A member of a room, as lists show them. */
export interface ShownMember {
  user: User;
  owner: boolean;
  me: boolean;
  presence: Presence;
  /** Milliseconds since the epoch; only of those who show it. */
  seenAt: number | undefined;
}

/** A member of a room, as the page shows them. */
export interface MemberRow extends ShownMember {
  deeds: MemberDeeds;
}

interface MemberListProps {
  members: readonly MemberRow[];
  /** The last of them, if there are more. */
  after: number | undefined;
  /** The page itself. */
  here: string;
  wrong: string | undefined;
  now: number;
  texts: Speech<"people">;
}

/** The members of a room. */
export function MemberList({ members, after, here, wrong, now, texts }: MemberListProps) {
  return (
    <>
      {wrong !== undefined && <Complaint text={wrong} />}
      {members.length === 0 && <p>{texts.say("none")}</p>}
      <Members
        {...{ members, now, texts }}
        act={(row) => <Acts row={row} here={here} texts={texts} />}
      />
      {after !== undefined && (
        <ButtonLink href={`${here}?after=${after}`}>{texts.say("more")}</ButtonLink>
      )}
    </>
  );
}

interface MembersProps<Row extends ShownMember> {
  members: readonly Row[];
  /** Milliseconds since the epoch. */
  now: number;
  /** What can be done about one of them. */
  act?: (row: Row) => ComponentChildren;
  texts: Speech<"people">;
}

/** Members, one below the other. */
export function Members<Row extends ShownMember>(
  { members, now, act, texts }: MembersProps<Row>,
) {
  return (
    <ul class="people">
      {members.map((row) => (
        <PersonRow
          key={row.user.id}
          person={row.user}
          me={row.me}
          owner={row.owner}
          presence={row.presence}
          about={aboutOf(row, { now, texts })}
          standing
          speech={texts}
        >
          {act?.(row)}
        </PersonRow>
      ))}
    </ul>
  );
}

function aboutOf(
  { user, presence, seenAt }: ShownMember,
  { now, texts }: { now: number; texts: Speech<"people"> },
): ComponentChildren {
  if (user.name === "") return undefined;
  if (presence !== "out") return texts.say(`is.${presence}`);
  return seenAt === undefined
    ? texts.say("is.out")
    : (
      <Filled say={(when) => texts.say("seen", { when })}>
        <When at={seenAt} now={now} speech={texts} />
      </Filled>
    );
}

function Acts(
  { row: { user, deeds }, here, texts }: { row: MemberRow; here: string; texts: Speech<"people"> },
) {
  if (!Object.values(deeds).includes(true)) return null;
  const name = user.name || texts.say("gone");
  return (
    <Menu id={`sobre-${user.id}`} label={texts.say("acts", { name })} icon="more" list>
      <form method="post" action={here}>
        <input type="hidden" name="user" value={user.id} />
        {deeds.talk && <Act deed="talk" icon="thread" texts={texts} />}
        {deeds.own && <Act deed="own" icon="crown" texts={texts} />}
        {deeds.disown && <Act deed="disown" icon="user" texts={texts} />}
        {deeds.watch && (
          <a href={`/anfitriao?q=${encodeURIComponent(user.name)}#pessoas`}>
            <Icon name="shield" />
            {texts.say("watch")}
          </a>
        )}
        {deeds.remove && <Act deed="remove" icon="leave" texts={texts} bad />}
      </form>
    </Menu>
  );
}

interface ActProps {
  deed: "talk" | "own" | "disown" | "remove";
  icon: IconName;
  texts: Speech<"people">;
  bad?: boolean;
}

function Act({ deed, icon, texts, bad = false }: ActProps) {
  return (
    <button class={bad ? "bad" : undefined} type="submit" name="do" value={deed}>
      <Icon name={icon} />
      {texts.say(deed)}
    </button>
  );
}
