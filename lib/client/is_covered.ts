/**
 * Whether something lies over an element, or it is not shown: a panel, a drawer, a dialog. It is
 * asked of the page as it stands, and not of those parts, which need not know of it. The place is a
 * quarter from where lines begin: what hides only their ends hides nothing.
 */
export function isCovered(element: HTMLElement): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return !element.contains(document.elementFromPoint(left + width / 4, top + height / 2));
}
