// A character that no name and no text can have.
const PLACE = "\u0000";

interface NamedProps {
  /** Says the sentence with this in the place of the name. */
  say: (name: string) => string;
  name: string;
}

/** A sentence with a name in it, which keeps its own direction. */
export function Named({ say, name }: NamedProps) {
  const [before, after] = say(PLACE).split(PLACE, 2);
  return (
    <>
      {before}
      <bdi>{name}</bdi>
      {after}
    </>
  );
}
