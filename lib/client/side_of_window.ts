import type { Touch } from "./drag.ts";

/** Where the rooms are a drawer, as the style sheet has it. */
export const NARROW = "(max-width: 40rem)";
/** A finger draws the drawer out that comes down so near to its side, in pixels. */
const NEAR = 48;
/** What Safari on a phone keeps there for its own way back. */
const KEPT = 24;

/** 1 where one reads to the right: there lines, and the window, begin at the left; else -1. */
export function readingWay(element: Element): 1 | -1 {
  return getComputedStyle(element).direction === "rtl" ? -1 : 1;
}

/** Whether a finger is where it draws the drawer out. */
export function isAtSide({ clientX }: Touch, way: 1 | -1): boolean {
  const inside = way > 0 ? clientX : innerWidth - clientX;
  const kept = CSS.supports("-webkit-touch-callout", "none") ? KEPT : 0;
  return inside >= kept && inside < NEAR + kept;
}
