import type { ComponentChildren } from "preact";
import { Count } from "./Badge.tsx";

interface SectionProps {
  /** Its place on the page, which links lead to. */
  id: string;
  title: ComponentChildren;
  lead?: ComponentChildren;
  children: ComponentChildren;
}

/** A part of a page of settings. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section class="set" id={id} aria-labelledby={`${id}-titulo`}>
      <h2 id={`${id}-titulo`}>{title}</h2>
      {lead && <p>{lead}</p>}
      {children}
    </section>
  );
}

interface GroupProps {
  title: ComponentChildren;
  id: string;
  /** How many there are. */
  n?: number;
  /** They want something of the person. */
  urgent?: boolean;
  children: ComponentChildren;
}

/** A part of a page that is a list. */
export function Group({ title, id, n, urgent = false, children }: GroupProps) {
  return (
    <section class="group" id={id} aria-labelledby={`${id}-titulo`}>
      <h2 id={`${id}-titulo`}>
        {title} {n !== undefined && <Count n={n} urgent={urgent && n > 0} />}
      </h2>
      {children}
    </section>
  );
}
