import type { ComponentChildren } from "preact";

// A character that no name and no text can have.
const PLACE = "\u0000";

interface FilledProps {
  /** Says the sentence with this in the place of what is shown there. */
  say: (place: string) => string;
  children: ComponentChildren;
}

/** A sentence with something in it that is more than text. */
export function Filled({ say, children }: FilledProps) {
  const [before, after] = say(PLACE).split(PLACE, 2);
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
