import type { ComponentChildren } from "preact";
import type { PanelWay } from "@/lib/client/panel_way.ts";

interface PartTitleProps {
  way: PanelWay;
  children: ComponentChildren;
}

/** What a stretch of the panel is called, below the panel's head: that is the page's where it is alone. */
export function PartTitle({ way, children }: PartTitleProps) {
  const Heading = way.stand.value === "alone" ? "h2" : "h3";
  return <Heading>{children}</Heading>;
}
