import type { Message, User } from "@/lib/chat/model.ts";
import type { FrameOf } from "@/lib/chat/server_frame.ts";
import { type OwnChange, perform } from "./deeds.ts";

/**
 * What a client holds of one room: every message from `floor` on, in the state that all changes
 * up to `rev` left them in. Values are never changed in place.
 */
export interface Timeline {
  /** The cursor: all changes up to this one are in. */
  readonly rev: number;
  /** Nothing with a `seq` from here on is missing. 0: there is nothing older. */
  readonly floor: number;
  /** What the server has told, by `seq`; what lies below `floor` waits here for its page. */
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
  & ({ message: Omit<Message, "rev"> } | { change: OwnChange });

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

/** All that is held has lost its worth: it stays in sight only until the last page is loaded. */
export function resetTimeline(timeline: Timeline): Timeline {
  const held = new Map(messagesOf(timeline).map((message) => [message.seq, message]));
  return { ...timeline, held, acked: [], epoch: timeline.epoch + 1, waiting: [] };
}

/** Goes on from the last page, asked for under `epoch` after a reset. */
export function takeLastPage(timeline: Timeline, page: LoadedPage, epoch: number): Step {
  if (epoch !== timeline.epoch || !timeline.waiting) return { timeline };
  const fresh: Timeline = {
    rev: page.rev,
    floor: floorOf(page),
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

/** Shows something own as done, from its ack on until the server tells it. */
export function settleOwn(timeline: Timeline, acked: Acked): Timeline {
  const { waiting, held, floor, rev } = timeline;
  // A message that is not held though its rev was told has been changed since, and is yet to come.
  const due = "message" in acked && acked.message.seq >= floor && !held.has(acked.message.seq);
  if (!waiting && !due && acked.rev <= rev) return timeline;
  return { ...timeline, acked: [...timeline.acked, acked] };
}

/** Lets go of the oldest, but for the last `keep`. */
export function trimTimeline(timeline: Timeline, keep: number): Timeline {
  const shown = messagesOf(timeline);
  const floor = shown[shown.length - keep]?.seq;
  if (timeline.waiting || floor === undefined || shown.length === keep) return timeline;
  const held = new Map([...timeline.held].filter(([seq]) => seq >= floor));
  return { ...timeline, floor, held, epoch: timeline.epoch + 1 };
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
export function messagesOf({ held, acked, floor }: Timeline): Message[] {
  const seen = new Map(held);
  for (const own of acked) {
    if ("message" in own) {
      // A rev of 0 lets whatever the server says of it win.
      if (!held.has(own.message.seq)) seen.set(own.message.seq, { ...own.message, rev: 0 });
      continue;
    }
    const message = seen.get(own.change.seq);
    if (message && message.rev < own.rev) seen.set(message.seq, perform(message, own.change));
  }
  return [...seen.values()].filter(({ seq }) => seq >= floor).sort((a, b) => a.seq - b.seq);
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
