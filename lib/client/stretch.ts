import { ceilingOf, floorOf, isWithin, type LoadedPage, merge, type Timeline } from "./timeline.ts";

/** Adds the page after `after`, asked for under `epoch`; of no use if the ceiling is another by now. */
export function takeNewerPage(
  timeline: Timeline,
  page: LoadedPage,
  asked: { after: number; epoch: number },
): Timeline {
  if (asked.epoch !== timeline.epoch || asked.after !== timeline.ceiling || timeline.waiting) {
    return timeline;
  }
  return { ...timeline, ceiling: ceilingOf(page), held: merge(timeline.held, page.messages) };
}

/**
 * Goes to another stretch of the room, by its page, asked for under `epoch`. What was there stays
 * held: a page that is on its way may know less of it.
 */
export function moveTimeline(timeline: Timeline, page: LoadedPage, epoch: number): Timeline {
  if (epoch !== timeline.epoch || timeline.waiting) return timeline;
  return {
    ...timeline,
    floor: floorOf(page),
    ceiling: ceilingOf(page),
    held: merge(timeline.held, page.messages),
  };
}

/** Lets go of what lies before the message `from`, or after the message `to`. */
export function clipTimeline(
  timeline: Timeline,
  { from = timeline.floor, to = timeline.ceiling }: { from?: number; to?: number },
): Timeline {
  const floor = Math.max(timeline.floor, from);
  const ceiling = Math.min(timeline.ceiling, to);
  return timeline.waiting ? timeline : forgetBeyond({ ...timeline, floor, ceiling });
}

/**
 * Lets go of all that is held beyond the stretch. A page that was asked for before is of no use
 * then: what it does not know yet may have been let go of.
 */
export function forgetBeyond(timeline: Timeline): Timeline {
  const held = [...timeline.held].filter(([seq]) => isWithin(timeline, { seq }));
  if (held.length === timeline.held.size || timeline.waiting) return timeline;
  return { ...timeline, held: new Map(held), epoch: timeline.epoch + 1 };
}
