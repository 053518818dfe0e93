import { hueOf, initialsOf } from "./face.ts";

interface PersonProps {
  person: { id: number; name: string };
}

/** A person's face, made from name and id: the same wherever they appear. */
export function Face({ person }: PersonProps) {
  return (
    <span class="face" data-hue={hueOf(person.id)} aria-hidden="true">
      {initialsOf(person.name)}
    </span>
  );
}

/** A person's name in their hue; what direction it runs in stays its own matter. */
export function Name({ person }: PersonProps) {
  return (
    <b class="name" data-hue={hueOf(person.id)}>
      <bdi>{person.name}</bdi>
    </b>
  );
}
