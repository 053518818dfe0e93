import type { ComponentChildren } from "preact";
import type { User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Tag } from "./Badge.tsx";
import { Face, Name, type Presence } from "./Face.tsx";
import { RolePin } from "../room/RolePin.tsx";

interface PersonRowProps {
  person: User;
  /** It is the reader. */
  me?: boolean;
  owner?: boolean;
  presence?: Presence | undefined;
  /** What stands below the name. */
  about?: ComponentChildren;
  /** That is whether they are here: where a script runs, it is kept true. */
  standing?: boolean;
  speech: Speech<"people">;
  /** What can be done. */
  children?: ComponentChildren;
}

/** A person in a list: face, name, what they are, and what can be done. */
export function PersonRow(props: PersonRowProps) {
  const { person, me = false, owner = false, presence, about, speech, children } = props;
  const { standing = false } = props;
  return (
    <li data-person={person.id}>
      <Face person={person} presence={presence} />
      <div class="grow">
        <span class="line">
          <Name person={person} gone={speech.say("gone")} />
          {person.role !== "member" && (
            <RolePin role={person.role} word={speech.say(`role.${person.role}`)} />
          )}
          {owner && <RolePin role="owner" word={speech.say("role.owner")} />}
          {me && <Tag kind="acc">{speech.say("you")}</Tag>}
        </span>
        {about && <small data-standing={standing || undefined}>{about}</small>}
      </div>
      {children}
    </li>
  );
}
