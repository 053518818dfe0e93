const EDGE = 8;

/**
 * Puts an open dialog with its upper right corner at a point of the window, as far as it stays in
 * sight there. Where it is narrow the style sheet has another place for it.
 */
export function placeAt(element: HTMLElement, { x, y }: { x: number; y: number }): void {
  const { width, height } = element.getBoundingClientRect();
  const inside = (value: number, most: number) => Math.max(EDGE, Math.min(value, most - EDGE));
  element.style.left = `${inside(x - width, innerWidth - width)}px`;
  element.style.top = `${inside(y, innerHeight - height)}px`;
}
