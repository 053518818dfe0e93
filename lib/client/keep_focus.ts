/**
 * Has a field keep the focus, and a phone its keyboard, while a finger presses something else in
 * its part of the page. `others`: a selector of what takes the focus from no field.
 */
export function keepFocus(field: HTMLElement, others: string): void {
  const part = field.closest<HTMLElement>(".talk, .panel");
  part?.addEventListener("mousedown", (event) => {
    if (document.activeElement !== field || !matchMedia("(pointer: coarse)").matches) return;
    const { target } = event;
    if (target instanceof Element && target.closest(others) && !target.closest("audio, video")) {
      event.preventDefault();
    }
  });
}
