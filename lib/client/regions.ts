/** The parts of a page, in the order in which one goes round. */
const REGIONS = [
  ".conv .log",
  ".conv .composer",
  ".rail",
  ".conv > .top",
  ".conv > .scroll",
  ".panel",
];
/** What is nearest to what one was at, or wants, in each; then whatever can have the focus. */
const FIRST = ['[tabindex="0"]', "textarea", '[aria-current="page"]'];
const ANY = "a[href], button, input, select, summary, [tabindex]";

/** Goes to the next part of the page (1), or to the one before (-1). */
export function stepRegion(by: 1 | -1): void {
  const regions = REGIONS.flatMap((one) => [...document.querySelectorAll<HTMLElement>(one)])
    .filter((region) => wayInto(region) !== undefined);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 && by < 0 ? -1 : (at + by) % regions.length;
  const region = regions.at(next);
  if (region) wayInto(region)?.focus();
}

function wayInto(region: HTMLElement): HTMLElement | undefined {
  if (region.tabIndex === 0) return isSeen(region) ? region : undefined;
  return [...FIRST, ANY].flatMap((one) => [...region.querySelectorAll<HTMLElement>(one)])
    .find(isSeen);
}

function isSeen(element: HTMLElement): boolean {
  return element.getClientRects().length > 0 &&
    getComputedStyle(element).visibility === "visible";
}
