/** So many pixels of a finger's way are meant. */
const MEANT = 48;

/** Tells of a finger that strokes sideways over an element, until `signal` is aborted. */
export function onSwipe(
  element: HTMLElement,
  swiped: (to: "left" | "right") => void,
  signal: AbortSignal,
): void {
  let begun: { id: number; x: number; y: number } | undefined;
  element.addEventListener("pointerdown", ({ pointerType, isPrimary, pointerId: id, x, y }) => {
    // With a second finger it is no stroke any more.
    begun = pointerType === "touch" && isPrimary ? { id, x, y } : undefined;
  }, { signal });
  element.addEventListener("pointercancel", () => begun = undefined, { signal });
  element.addEventListener("pointerup", ({ pointerId, x, y }) => {
    if (begun?.id !== pointerId) return;
    const [over, down] = [x - begun.x, y - begun.y];
    begun = undefined;
    if (Math.abs(over) < MEANT || Math.abs(over) < 2 * Math.abs(down)) return;
    swiped(over < 0 ? "left" : "right");
  }, { signal });
}
