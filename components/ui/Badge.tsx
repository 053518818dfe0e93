import type { ComponentChildren } from "preact";

interface CountProps {
  n: number;
  /** They want something of the person. */
  urgent?: boolean;
}

/** How many there are. */
export function Count({ n, urgent = false }: CountProps) {
  return <span class={urgent ? "count at" : "count"}>{n}</span>;
}

interface TagProps {
  /** The person's own, or something to look at. */
  kind?: "acc" | "warn";
  children: ComponentChildren;
}

/** A word about what it stands beside. */
export function Tag({ kind, children }: TagProps) {
  return <span class={kind ? `tag ${kind}` : "tag"}>{children}</span>;
}
