import type { ComponentChildren } from "preact";
import { BrokenKnot, LargeKnot } from "./Knot.tsx";

interface AloneProps {
  /** What it is about is over, or not there. */
  broken?: boolean;
  title: string;
  lead: ComponentChildren;
  /** One thing to do. */
  children: ComponentChildren;
}

/** A page with one thing on it: what is the case, and what can be done. */
export function Alone({ broken = false, title, lead, children }: AloneProps) {
  return (
    <main class="blank" id="conversa">
      {broken ? <BrokenKnot /> : <LargeKnot />}
      <h1>{title}</h1>
      <p>{lead}</p>
      {children}
    </main>
  );
}
