import type { Message } from "@/lib/chat/model.ts";
import type { FrameOf } from "@/lib/chat/protocol.ts";

/**
 * What a client holds of one room: every message from `floor` on, in the state that all changes
 * up to `rev` left them in. Values are never changed in place.
 */
export interface Timeline {
  /** The cursor: all changes up to this one are in. */
  readonly rev: number;
  /** Nothing with a `seq` from here on is missing. 0: there is nothing older. */
  readonly floor: number;
  /** By `seq`; what lies below `floor` waits here for the page that it belongs to. */
  readonly held: ReadonlyMap<number, Message>;
  /** Rises whenever something is let go of: a page asked for under another epoch is of no use. */
  readonly epoch: number;
  /** While the last page is awaited after a reset: the events that came meanwhile. */
  readonly waiting: readonly Changes[] | undefined;
}

/** The state of all that changed in (from, to]. */
export type Changes = Pick<FrameOf<"events">, "from" | "to" | "messages" | "more">;

/** A page of history; `more`: there are older messages. */
export interface LoadedPage {
  messages: readonly Message[];
  rev: number;
  more: boolean;
}

/** A timeline, and the cursor to pull from if something is missing. */
export interface Step {
  timeline: Timeline;
  pull?: number;
}

/** Begins with the room's last page. */
export function openTimeline(page: LoadedPage): Timeline {
  return {
    rev: page.rev,
    floor: floorOf(page),
    held: merge(new Map(), page.messages),
    epoch: 0,
    waiting: undefined,
  };
}

/** Takes in changes: all that is new in them, or nothing if some are missing before them. */
export function applyChanges(timeline: Timeline, changes: Changes): Step {
  if (timeline.waiting) {
    return { timeline: { ...timeline, waiting: [...timeline.waiting, changes] } };
  }
  if (changes.to <= timeline.rev) return { timeline };
  if (changes.from > timeline.rev) return { timeline, pull: timeline.rev };
  const held = merge(timeline.held, changes.messages);
  const next = { ...timeline, held, rev: changes.to };
  return changes.more ? { timeline: next, pull: changes.to } : { timeline: next };
}

/** News that the room is at `rev`. */
export function hearHead(timeline: Timeline, rev: number): Step {
  if (timeline.waiting || rev <= timeline.rev) return { timeline };
  return { timeline, pull: timeline.rev };
}

/** All that is held has lost its worth: it stays in sight only until the last page is loaded. */
export function resetTimeline(timeline: Timeline): Timeline {
  return { ...timeline, epoch: timeline.epoch + 1, waiting: [] };
}

/** Goes on from the last page, asked for under `epoch` after a reset. */
export function takeLastPage(timeline: Timeline, page: LoadedPage, epoch: number): Step {
  if (epoch !== timeline.epoch || !timeline.waiting) return { timeline };
  const unseen = [...timeline.held.values()].filter((own) => own.rev === 0 && own.seq > page.rev);
  const fresh: Timeline = {
    rev: page.rev,
    floor: floorOf(page),
    held: merge(merge(new Map(), page.messages), unseen),
    epoch,
    waiting: undefined,
  };
  return timeline.waiting.reduce<Step>((step, changes) => {
    const next = applyChanges(step.timeline, changes);
    const pull = next.pull ?? step.pull;
    return pull === undefined ? next : { ...next, pull };
  }, { timeline: fresh });
}

/** Adds the page before `before`, asked for under `epoch`; of no use if the floor is another by now. */
export function takeOlderPage(
  timeline: Timeline,
  page: LoadedPage,
  asked: { before: number; epoch: number },
): Timeline {
  if (asked.epoch !== timeline.epoch || asked.before !== timeline.floor || timeline.waiting) {
    return timeline;
  }
  return { ...timeline, floor: floorOf(page), held: merge(timeline.held, page.messages) };
}

/**
 * Shows an own message at the place that its ack told. Its `rev` of 0 lets whatever the server
 * says of it win: the ack of a resend may be of a message that was changed since.
 */
export function placeOwn(timeline: Timeline, message: Omit<Message, "rev">): Timeline {
  if (timeline.held.has(message.seq)) return timeline;
  return { ...timeline, held: merge(timeline.held, [{ ...message, rev: 0 }]) };
}

/** Lets go of the oldest, but for the last `keep`. */
export function trimTimeline(timeline: Timeline, keep: number): Timeline {
  const shown = messagesOf(timeline);
  const oldest = shown[shown.length - keep];
  if (timeline.waiting || !oldest || shown.length === keep) return timeline;
  const held = new Map(shown.slice(-keep).map((message) => [message.seq, message]));
  return { ...timeline, floor: oldest.seq, held, epoch: timeline.epoch + 1 };
}

/** What there is to see: ascending by `seq`, without a gap. */
export function messagesOf(timeline: Timeline): Message[] {
  return [...timeline.held.values()].filter((message) => message.seq >= timeline.floor)
    .sort((a, b) => a.seq - b.seq);
}

function floorOf(page: LoadedPage): number {
  return page.more ? page.messages[0]?.seq ?? 0 : 0;
}

function merge(
  held: ReadonlyMap<number, Message>,
  messages: readonly Message[],
): Map<number, Message> {
  const merged = new Map(held);
  for (const message of messages) {
    const known = merged.get(message.seq);
    if (!known || message.rev > known.rev) merged.set(message.seq, message);
  }
  return merged;
}
