import { useLayoutEffect, useRef } from "preact/hooks";
import { placeAt } from "./place_at.ts";

/** Where a dialog opens above the page, and how it is drawn away. */
export interface ShownAt {
  /** Where it opens, in pixels of the window: its upper right corner. */
  at: { x: number; y: number };
  /** Has a finger draw it down where it is a sheet. */
  follow: (sheet: HTMLDialogElement) => void;
  /** Opens it above all that is on the page; left out: as one that has to be answered first. */
  open?: (dialog: HTMLDialogElement) => void;
}

/** Opens a dialog at its place as soon as it is drawn. */
export function useShownAt({ at, follow, open }: ShownAt) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open) open(element);
    else element.showModal();
    placeAt(element, at);
    follow(element);
  }, []);
  return dialog;
}
