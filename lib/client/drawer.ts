import { type Drag, isTaken, landsAt, onDrag, type Touch } from "./drag.ts";
import { isAtSide, readingWay } from "./side_of_window.ts";

/**
 * The list of rooms on a phone. Its link opens it by itself, as the target of the address: so it is
 * an entry of the history, and the way back closes it. Whatever else closes it takes that way, and
 * what is chosen in it takes the place of that entry: nothing leads back to an open drawer.
 */
class Drawer {
  readonly #rail: HTMLElement;
  readonly #narrow: MediaQueryList;
  /** What was last done with it. */
  #opened = false;

  constructor(rail: HTMLElement, narrow: MediaQueryList) {
    this.#rail = rail;
    this.#narrow = narrow;
  }

  start(first: Event | undefined): void {
    addEventListener("hashchange", () => this.#turnedTo());
    document.addEventListener("click", (event) => this.#clicked(event));
    // Before the page, which has a use of its own for the key.
    document.addEventListener("keydown", (event) => this.#pressed(event), { capture: true });
    this.#narrow.addEventListener("change", () => this.#turned());
    const touch = onDrag(window, {
      axis: "x",
      begin: (down, towards) => this.#begin(down, towards),
    });
    if (first instanceof PointerEvent) touch(first);
    if (first) this.#turnedTo();
    else this.#follow();
  }

  get #isOpen(): boolean {
    return this.#narrow.matches && this.#rail.matches(":target");
  }

  /** It was opened or closed on this page. */
  #turnedTo(): void {
    // Then it is left by the way back, and after reloading too.
    if (this.#isOpen) history.replaceState({ ...Object(history.state), drawer: true }, "");
    this.#follow();
  }

  /** Does what goes with being open or not, whichever way that came about. */
  #follow(): void {
    this.#letGo();
    const open = this.#isOpen;
    if (open === this.#opened) return;
    this.#opened = open;
    const way = document.querySelector<HTMLElement>('.top > [href="#salas"]');
    for (const part of this.#beside) part.inert = open;
    if (way) way.ariaExpanded = String(open);
    if (open) {
      const here = this.#rail.querySelector<HTMLElement>('[aria-current="page"]');
      (here ?? this.#rail.querySelector<HTMLElement>("header a"))?.focus();
    } else if (this.#narrow.matches) way?.focus();
  }

  get #beside(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(".app > :is(main, aside)")];
  }

  #leave(): void {
    if ("drawer" in Object(history.state)) history.back();
    else location.replace("#conversa");
  }

  #clicked(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const { ctrlKey, metaKey, shiftKey } = event;
    // What opens over the rooms leaves them where they are.
    if (!link || !this.#isOpen || event.defaultPrevented || ctrlKey || metaKey || shiftKey) return;
    if (!this.#rail.contains(link) && !link.matches(".veil")) return;
    event.preventDefault();
    const { hash, href } = link;
    if (hash === "#conversa" || href === location.href.split("#")[0]) this.#leave();
    else location.replace(href);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#isOpen || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    this.#leave();
  }

  // A phone that is turned may show both: nothing lies behind the rooms then.
  #turned(): void {
    const open = this.#opened;
    this.#follow();
    if (open) this.#leave();
  }

  #letGo(): void {
    const { dataset, style } = this.#rail;
    delete dataset["drawn"];
    style.translate = "";
  }

  #begin(down: Touch, towards: 1 | -1): Drag | undefined {
    if (!this.#narrow.matches || isTaken(down.target)) return undefined;
    const open = this.#isOpen;
    const out = readingWay(this.#rail);
    if (open === (towards === out)) return undefined;
    if (!open && !isAtSide(down, out)) return undefined;
    // It lies below what covers the conversation.
    if (document.querySelector(".panel, dialog[open]")) return undefined;
    return this.#drawn({ open, out });
  }

  #drawn({ open, out }: { open: boolean; out: 1 | -1 }): Drag {
    const rail = this.#rail;
    const width = rail.offsetWidth;
    // How much of it is in sight, from 0 to 1.
    const seen = (by: number) => Math.min(1, Math.max(0, Number(open) + by * out / width));
    return {
      move(by) {
        rail.dataset["drawn"] = "";
        rail.style.translate = `${(seen(by) - 1) * out * width}px`;
      },
      end: (by, speed) => {
        const opens = seen(landsAt(by, speed)) > 0.5;
        if (opens === open) return this.#letGo();
        if (opens) location.hash = this.#rail.id;
        else this.#leave();
      },
    };
  }
}

let drawer: Drawer | undefined;

/**
 * Has the drawer follow fingers, keys and the way back, from now on.
 *
 * @param narrow where there is one
 * @param first what has brought its code; `undefined`: the page began with the drawer open
 */
export function startDrawer(narrow: MediaQueryList, first?: Event): void {
  const rail = document.getElementById("salas");
  if (!rail || drawer) return;
  drawer = new Drawer(rail, narrow);
  drawer.start(first);
}
