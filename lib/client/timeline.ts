import type { Message, User } from "@/lib/chat/model.ts";
import type { FrameOf } from "@/lib/chat/server_frame.ts";
import type { Replies } from "@/lib/chat/store.ts";

/**
 * What a client holds of one room: every message from `floor` up to `ceiling`, in the state that all
 * changes up to `rev` left them in. Values are never changed in place.
 */
export interface Timeline {
  /** The cursor: all changes up to this one are in. */
  readonly rev: number;
  /** Nothing with a `seq` from here on is missing. 0: there is nothing older. */
  readonly floor: number;
  /** Nothing up to this `seq` is missing. Infinity: nor is anything newer, and what comes is shown. */
  readonly ceiling: number;
  /** What the server has told, by `seq`; what lies below or above waits here for its page. */
  readonly held: ReadonlyMap<number, Message>;
  /** What is one's own and stored, in that order, until the server has told it. */
  readonly acked: readonly Acked[];
  /** Rises whenever something is let go of: a page asked for under another epoch is of no use. */
  readonly epoch: number;
  /** While the last page is awaited after a reset: the events that came meanwhile. */
  readonly waiting: readonly Changes[] | undefined;
}

/**
 * Something own that is stored: a message, or a change to one. What the server tells is newer from
 * `rev` on: the ack of a resend may be of a message that was changed since.
 */
export type Acked =
  & { rev: number }
  & ({ message: Omit<Message, "rev"> } | { change: OwnDeed });

/** An own change to the message `seq`, and how that is as the change leaves it. */
export interface OwnDeed {
  seq: number;
  perform(message: Message): Message;
}

/** The state of all that changed in (from, to]. */
export type Changes = Pick<FrameOf<"events">, "from" | "to" | "messages" | "more">;

/**
 * Which stretch of a room's history: before or after a message, around one, or around the first of
 * those that were posted at `at` (ISO 8601) or later. Of no place: the last one.
 */
export type Place = { before?: number } | { after: number } | { around: number } | { at: string };

/** A page of history. */
export interface LoadedPage {
  messages: readonly Message[];
  rev: number;
  /** There are older messages. */
  more: boolean;
  /** There are newer messages. */
  newer?: boolean;
  /** What those of the page reply to and is not among them. */
  origins?: readonly Message[];
  /** Which messages reply to those of the page. */
  replies?: readonly Replies[];
}

/** A timeline, and the cursor to pull from if something is missing. */
export interface Step {
  timeline: Timeline;
  pull?: number;
}

/** Begins with a page of the room, most often its last. */
export function openTimeline(page: LoadedPage): Timeline {
  return {
    rev: page.rev,
    floor: floorOf(page),
    ceiling: ceilingOf(page),
    held: merge(new Map(), page.messages),
    acked: [],
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
  const { to, more, messages } = changes;
  // While there is more, a message may be missing that was changed beyond what has come.
  const acked = more ? timeline.acked : timeline.acked.filter(({ rev }) => rev > to);
  const next = { ...timeline, held: merge(timeline.held, messages), acked, rev: to };
  return more ? { timeline: next, pull: to } : { timeline: next };
}

/** News that the room is at `rev`. */
export function hearHead(timeline: Timeline, rev: number): Step {
  return applyChanges(timeline, { from: rev, to: rev, messages: [] });
}

/** All that is held has lost its worth: it stays in sight only until a page is loaded. */
export function resetTimeline(timeline: Timeline): Timeline {
  return { ...timeline, held: seenIn(timeline), acked: [], epoch: timeline.epoch + 1, waiting: [] };
}

/** Goes on from a page that was asked for under `epoch` after a reset. */
export function takeFirstPage(timeline: Timeline, page: LoadedPage, epoch: number): Step {
  if (epoch !== timeline.epoch || !timeline.waiting) return { timeline };
  const fresh: Timeline = {
    rev: page.rev,
    floor: floorOf(page),
    ceiling: ceilingOf(page),
    held: merge(new Map(), page.messages),
    acked: timeline.acked.filter(({ rev }) => rev > page.rev),
    // A page of older messages that was asked for meanwhile may be older than this one.
    epoch: epoch + 1,
    waiting: undefined,
  };
  return timeline.waiting.reduce<Step>((step, changes) => {
    const next = applyChanges(step.timeline, changes);
    const wanted = next.pull !== undefined || step.pull !== undefined;
    return wanted ? { ...next, pull: next.timeline.rev } : next;
  }, { timeline: fresh });
}

/**
 * Puts a page in its place: before or after what is there, or instead of it. It is of no use if it was
 * asked for under another epoch, or does not follow on by now. What was there before stays held: a
 * page that is on its way may know less of it.
 */
export function takePage(
  timeline: Timeline,
  page: LoadedPage,
  { place, epoch }: { place: Place; epoch: number },
): Timeline {
  if (epoch !== timeline.epoch || timeline.waiting) return timeline;
  const { floor, ceiling } = timeline;
  const next = { ...timeline, held: merge(timeline.held, page.messages) };
  if ("before" in place) {
    return place.before === floor ? { ...next, floor: floorOf(page) } : timeline;
  }
  if ("after" in place) {
    return place.after === ceiling ? { ...next, ceiling: ceilingOf(page) } : timeline;
  }
  return { ...next, floor: floorOf(page), ceiling: ceilingOf(page) };
}

/** Shows something own as done, from its ack on until the server tells it. */
export function settleOwn(timeline: Timeline, acked: Acked): Timeline {
  const { waiting, held, rev } = timeline;
  // A message that is not held though its rev was told has been changed since, and is yet to come.
  const due = "message" in acked && isWithin(timeline, acked.message) &&
    !held.has(acked.message.seq);
  if (!waiting && !due && acked.rev <= rev) return timeline;
  return { ...timeline, acked: [...timeline.acked, acked] };
}

/**
 * Goes to where the room's next message will stand, with nothing before it loaded: all that comes
 * from now on is shown.
 */
export function attachTimeline(timeline: Timeline): Timeline {
  const { ceiling, rev } = timeline;
  return ceiling === Infinity ? timeline : { ...timeline, floor: rev + 1, ceiling: Infinity };
}

/** Shows somebody's present name and looks on all that they wrote; a rename changes no `rev`. */
export function renameAuthor(
  timeline: Timeline,
  { id, name, hue, picture }: Pick<User, "id" | "name" | "hue" | "picture">,
): Timeline {
  const author = {
    ...{ id, name },
    ...(hue === undefined ? {} : { hue }),
    ...(picture === undefined ? {} : { picture }),
  };
  const held = [...timeline.held].map(([seq, message]) =>
    [seq, message.author.id === id ? { ...message, author } : message] as const
  );
  return { ...timeline, held: new Map(held) };
}

/** What there is to see: ascending by `seq`, without a gap. */
export function messagesOf(timeline: Timeline): Message[] {
  return [...seenIn(timeline).values()].filter((message) => isWithin(timeline, message))
    .sort((a, b) => a.seq - b.seq);
}

function seenIn({ held, acked }: Timeline): Map<number, Message> {
  const seen = new Map(held);
  for (const own of acked) {
    if ("message" in own) {
      // A rev of 0 lets whatever the server says of it win.
      if (!held.has(own.message.seq)) seen.set(own.message.seq, { ...own.message, rev: 0 });
      continue;
    }
    const message = seen.get(own.change.seq);
    if (message && message.rev < own.rev) seen.set(message.seq, own.change.perform(message));
  }
  return seen;
}

/** Whether a message belongs to the stretch that is held whole. */
export function isWithin({ floor, ceiling }: Timeline, { seq }: { seq: number }): boolean {
  return seq >= floor && seq <= ceiling;
}

function floorOf({ more, messages }: LoadedPage): number {
  return more ? messages[0]?.seq ?? 0 : 0;
}

function ceilingOf({ newer, messages }: LoadedPage): number {
  return newer ? messages.at(-1)?.seq ?? Infinity : Infinity;
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
