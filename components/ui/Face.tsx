import { hueOf, initialsOf, type Person } from "./face.ts";
import { Icon } from "./Icon.tsx";

/** Whether somebody is here, here but idle, or not here. */
export type Presence = "here" | "away" | "out";

interface FaceProps {
  person: Person;
  /** 24, 36 or 64 px. */
  size?: "s" | "m" | "l";
  /** A dot at the corner; what it means is said beside it. */
  presence?: Presence | undefined;
}

const DOTS: Readonly<Record<Presence, string>> = { here: "dot", away: "dot away", out: "dot off" };

/** A person's face, from their picture, else from name and id: the same wherever they appear. */
export function Face({ person, size = "m", presence }: FaceProps) {
  const gone = person.name === "";
  return (
    <span
      class={size === "m" ? "face" : `face ${size}`}
      data-hue={gone ? undefined : hueOf(person)}
      aria-hidden="true"
    >
      {gone
        ? <Icon name="user" small />
        : person.picture === undefined
        ? initialsOf(person.name)
        : (
          <img
            src={`/api/v1/people/${person.id}/picture?n=${person.picture}`}
            alt=""
            // Its number says which it is: a new build need not fetch it again.
            data-fresh-disable-lock
            loading="lazy"
            decoding="async"
          />
        )}
      {presence && <i class={DOTS[presence]} />}
    </span>
  );
}

interface NameProps {
  person: Person;
  /** What stands for the name of somebody whose account was deleted. */
  gone: string;
}

/** A person's name in their hue; what direction it runs in stays its own matter. */
export function Name({ person, gone }: NameProps) {
  if (person.name === "") return <b class="name gone-name">{gone}</b>;
  return (
    <b class="name" data-hue={hueOf(person)}>
      <bdi>{person.name}</bdi>
    </b>
  );
}
