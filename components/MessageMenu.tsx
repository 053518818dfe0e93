import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";

/** One thing that can be done. */
export interface MenuItem {
  key: string;
  label: string;
  icon: IconName;
  bad?: boolean;
  /** Leads to a page; without it, something is done here. */
  href?: string;
}

interface MessageMenuProps {
  label: string;
  items: readonly MenuItem[];
  /** Where it opens, in pixels of the window: its upper right corner. */
  at: { x: number; y: number };
  choose: (key: string) => void;
  close: () => void;
}

/** What can be done with a message: a menu on a wide screen, a sheet at the foot of a narrow one. */
export function MessageMenu({ label, items, at, choose, close }: MessageMenuProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // The finger that has opened it is lifted over it: only a new press means anything.
  const pressed = useRef(false);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    if (element) place(element, at);
  }, []);
  return (
    <dialog
      class="menu"
      ref={dialog}
      aria-label={label}
      onClose={close}
      onPointerDown={(event) => {
        pressed.current = true;
        if (event.target === dialog.current) dialog.current?.close();
      }}
      onKeyDown={move}
    >
      <div role="menu" aria-label={label}>
        {items.map(({ key, label, icon, bad, href }) => {
          const inner = (
            <>
              <Icon name={icon} />
              {label}
            </>
          );
          return href === undefined
            ? (
              <button
                key={key}
                type="button"
                role="menuitem"
                class={bad ? "bad" : undefined}
                onClick={({ detail }) => (pressed.current || detail === 0) && choose(key)}
              >
                {inner}
              </button>
            )
            : <a key={key} role="menuitem" href={href}>{inner}</a>;
        })}
      </div>
    </dialog>
  );
}

const EDGE = 8;

// A rule of the sheet makes these two of no effect where it is narrow.
function place(element: HTMLElement, { x, y }: MessageMenuProps["at"]): void {
  const { width, height } = element.getBoundingClientRect();
  const inside = (value: number, most: number) => Math.max(EDGE, Math.min(value, most - EDGE));
  element.style.left = `${inside(x - width, innerWidth - width)}px`;
  element.style.top = `${inside(y, innerHeight - height)}px`;
}

function move(event: KeyboardEvent): void {
  const menu = event.currentTarget;
  if (!(menu instanceof HTMLElement)) return;
  const all = [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = all.findIndex((item) => item === document.activeElement);
  const { key } = event;
  const next = key === "ArrowDown"
    ? all[(at + 1) % all.length]
    : key === "ArrowUp"
    ? all.at(at <= 0 ? -1 : at - 1)
    : key === "Home"
    ? all[0]
    : key === "End"
    ? all.at(-1)
    : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
