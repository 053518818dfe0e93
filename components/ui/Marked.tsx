import type { ComponentChildren } from "preact";

interface MarkedProps {
  text: string;
  /** Stretches of it, in UTF-16 units, sorted and apart. */
  marks: readonly (readonly [from: number, to: number])[];
}

/** A text in which some stretches are marked. */
export function Marked({ text, marks }: MarkedProps) {
  const pieces: ComponentChildren[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    pieces.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  return <>{[...pieces, text.slice(end)]}</>;
}
