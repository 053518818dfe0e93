import { Filled } from "./Filled.tsx";

interface NamedProps {
  /** Says the sentence with this in the place of the name. */
  say: (name: string) => string;
  name: string;
}

/** A sentence with a name in it, which keeps its own direction. */
export function Named({ say, name }: NamedProps) {
  return (
    <Filled say={say}>
      <bdi>{name}</bdi>
    </Filled>
  );
}
