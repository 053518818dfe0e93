import type { ComponentChildren } from "preact";
import { stepInMenu } from "@/components/ui/menu_step.ts";

/** Arrows for the menus of a list; they open and close without a script. */
export default function MenuKeys({ children }: { children: ComponentChildren }) {
  return <div onKeyDown={stepInMenu}>{children}</div>;
}
