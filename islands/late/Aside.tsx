import { type ComponentChildren, render } from "preact";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import type { PanelPlace, PanelView } from "@/lib/client/panel_place.ts";
import type { PanelWay } from "@/lib/client/panel_way.ts";

interface AsideProps {
  way: PanelWay;
  place: PanelPlace;
  label: string;
  /** Shows a message of the room in the conversation. */
  show: (seq: number) => void;
  children: ComponentChildren;
}

/** What is out of use while the panel lies over it; what opens over both is not. */
const COVERED = ".conv > .top, .talk > .log, .talk > .foot";
/** What one may press beside the panel without leaving it. */
const APART = ".panel, .rail, dialog, .toast";

/** A region of the page beside that of the conversation, to whose tree its content belongs. */
export function Aside({ way, place, label, show, children }: AsideProps) {
  const aside = useMemo(() => {
    const element = document.createElement("div");
    element.className = "panel";
    return element;
  }, []);
  const stand = way.stand.value;
  useLayoutEffect(() => {
    document.querySelector(".app")?.append(aside);
    return () => {
      render(null, aside);
      aside.remove();
    };
  }, []);
  useLayoutEffect(() => {
    aside.setAttribute("aria-label", label);
    aside.setAttribute("role", stand === "alone" ? "main" : "complementary");
    render(<>{children}</>, aside);
  });
  useEffect(() => {
    const listening = new AbortController();
    watch(aside, { way, show, signal: listening.signal });
    return () => listening.abort();
  }, []);
  useEffect(() => cover(stand === "over"), [stand]);
  useEffect(() => focusIn(aside, place.view, way), [place.view]);
  return null;
}

interface Watched {
  way: PanelWay;
  show: (seq: number) => void;
  signal: AbortSignal;
}

function watch(aside: HTMLElement, { way, show, signal }: Watched): void {
  aside.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    // A dialog over the panel closes first, and by itself.
    if (event.target instanceof Element && event.target.closest("dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    way.leave();
  }, { signal });
  aside.addEventListener("click", (event) => {
    const seq = messageBy(event);
    if (seq === undefined) return;
    event.preventDefault();
    show(seq);
  }, { signal });
  document.addEventListener("pointerdown", ({ target }) => {
    const isApart = target instanceof Element && target.closest(APART) !== null;
    if (way.stand.value === "over" && !isApart) way.leave();
  }, { signal });
}

/** The message of this room to which the link leads that was pressed. */
function messageBy(event: MouseEvent): number | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const [, room, seq] = /^\/r\/([^/]+)\/(\d+)$/.exec(link?.pathname ?? "") ?? [];
  const isHere = room !== undefined && location.pathname.split("/")[2] === room &&
    link?.host === location.host;
  return isHere ? Number(seq) : undefined;
}

function cover(on: boolean): () => void {
  const covered = document.querySelectorAll<HTMLElement>(COVERED);
  for (const element of covered) element.inert = on;
  return () => covered.forEach((element) => element.inert = false);
}

/** Whoever asked for it is taken there; whoever came by its address is not taken from what they do. */
function focusIn(aside: HTMLElement, view: PanelView, way: PanelWay): void {
  if (way.stand.value === "beside" && !way.isAsked) return;
  const field = view === "busca" ? aside.querySelector<HTMLElement>("input") : null;
  if (field) return field.focus();
  if (aside.contains(document.activeElement)) return;
  aside.querySelector<HTMLElement>(".log, .scroll")?.focus({ preventScroll: true });
}
