import { NARROW } from "./side_of_window.ts";

/**
 * Opens a menu above the page: as a sheet it is all there is. Else it only lies above: to make all
 * that is behind it inert takes the longer the more there is in the log.
 */
export function openMenu(menu: HTMLDialogElement): void {
  if (matchMedia(NARROW).matches || !("showPopover" in menu)) return menu.showModal();
  menu.popover = "manual";
  menu.showPopover();
}
