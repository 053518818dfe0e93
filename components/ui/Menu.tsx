import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { tip } from "./tip.ts";

interface MenuProps {
  /** Its own on the page. */
  id: string;
  /** What the button that opens it is called. */
  label: string;
  icon: IconName;
  /** It is a list of things to do, one below the other. */
  list?: boolean;
  children: ComponentChildren;
}

/**
 * A button and what opens at it. The browser itself opens and closes it (Esc, a press elsewhere) and
 * gives the focus back, so it needs no script; one that has no `popover` shows all of it in the flow.
 */
export function Menu({ id, label, icon, list = false, children }: MenuProps) {
  return (
    <div class="menu-of">
      <button class="ib" type="button" popovertarget={id} {...tip(label)}>
        <Icon name={icon} />
      </button>
      <div
        class={list ? "pop list" : "pop"}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
      >
        {children}
      </div>
    </div>
  );
}
