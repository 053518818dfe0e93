/** Moves the focus through an open menu by the arrows; down from its button leads into it. */
export function stepInMenu(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  const menu = menuAt(target, key);
  if (!menu) return;
  const items = [...menu.querySelectorAll<HTMLElement>("a, button")];
  const next = nextItem(key, items, items.indexOf(target));
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The open menu that somebody is in, or at whose button they are and go down. */
function menuAt(target: HTMLElement, key: string): HTMLElement | null {
  const within = target.closest<HTMLElement>("[popover]");
  if (within || key !== "ArrowDown") return within;
  const menu = document.getElementById(target.getAttribute("popovertarget") ?? "");
  menu?.showPopover?.();
  return menu;
}

function nextItem(key: string, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  switch (key) {
    case "ArrowDown":
      return items[at + 1] ?? items[0];
    case "ArrowUp":
      return items[at - 1] ?? items.at(-1);
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
    default:
      return undefined;
  }
}
