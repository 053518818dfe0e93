import type { Timeline } from "./timeline.ts";

/**
 * Lets go of what lies before the message `from`, or after the message `to`, and of all else that is
 * not in sight. A page that was asked for before is of no use then: what it does not know yet may
 * have been let go of.
 */
export function clipTimeline(
  timeline: Timeline,
  { from = 0, to = Infinity }: { from?: number; to?: number } = {},
): Timeline {
  const floor = Math.max(timeline.floor, from);
  const ceiling = Math.min(timeline.ceiling, to);
  const held = [...timeline.held].filter(([seq]) => seq >= floor && seq <= ceiling);
  if (timeline.waiting || held.length === timeline.held.size) return timeline;
  return { ...timeline, floor, ceiling, held: new Map(held), epoch: timeline.epoch + 1 };
}
