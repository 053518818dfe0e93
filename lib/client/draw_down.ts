import { landsAt, onDrag } from "./drag.ts";
import { NARROW } from "./side_of_window.ts";

/** A sheet closes that comes down by so much of its height. */
const MUCH = 0.33;

/** Has a finger draw a sheet at the foot of a narrow window down, by which it closes. */
export function drawDown(sheet: HTMLDialogElement): void {
  let from = 0;
  sheet.addEventListener("touchstart", ({ touches }) => from = touches[0]?.clientY ?? 0, {
    passive: true,
  });
  sheet.addEventListener("touchmove", (event) => {
    const down = (event.touches[0]?.clientY ?? 0) > from;
    // The browser would take it for a way to scroll what cannot be scrolled any further.
    if (down && event.cancelable && isAtTop(event.target)) event.preventDefault();
  }, { passive: false });
  onDrag(sheet, {
    axis: "y",
    begin({ target }, towards) {
      if (towards < 0 || !matchMedia(NARROW).matches || !isAtTop(target)) return undefined;
      const height = sheet.offsetHeight;
      sheet.dataset["drawn"] = "";
      return {
        move: (by) => sheet.style.translate = `0 ${Math.max(0, by)}px`,
        end(by, speed) {
          delete sheet.dataset["drawn"];
          if (landsAt(by, speed) > MUCH * height) sheet.close();
          else sheet.style.translate = "";
        },
      };
    },
  });
}

function isAtTop(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  return target.scrollTop <= 0 && (target.matches("dialog") || isAtTop(target.parentElement));
}
