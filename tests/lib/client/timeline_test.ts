import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { clipTimeline } from "@/lib/client/clip_timeline.ts";
import { perform } from "@/lib/client/deeds.ts";
import * as timelines from "@/lib/client/timeline.ts";
import { clientId, message } from "./world.ts";

const { applyChanges, messagesOf, openTimeline, takePage } = timelines;

function opened(seqs: number[], { rev = seqs.at(-1) ?? 0, more = false } = {}) {
  return openTimeline({ messages: seqs.map((seq) => message(seq)), rev, more });
}

function seqsOf(timeline: timelines.Timeline): number[] {
  return messagesOf(timeline).map(({ seq }) => seq);
}

Deno.test("changes that follow on are taken in, and the cursor moves to their end", () => {
  const step = applyChanges(opened([1, 2]), { from: 2, to: 4, messages: [message(4)] });
  expect(seqsOf(step.timeline)).toEqual([1, 2, 4]);
  expect(step.timeline.rev).toBe(4);
  expect(step.pull).toBe(undefined);
});

Deno.test("changes that are known already are dropped", () => {
  const timeline = opened([1, 2]);
  expect(applyChanges(timeline, { from: 0, to: 2, messages: [message(2)] }).timeline)
    .toBe(timeline);
});

Deno.test("changes that leave a gap are not taken in, but pulled for", () => {
  const step = applyChanges(opened([1, 2]), { from: 4, to: 5, messages: [message(5)] });
  expect(seqsOf(step.timeline)).toEqual([1, 2]);
  expect(step.pull).toBe(2);
});

Deno.test("where there is more, the pull goes on from the end", () => {
  const step = applyChanges(opened([1]), { from: 1, to: 3, messages: [message(3)], more: true });
  expect(step.pull).toBe(3);
});

Deno.test("a message gives way to a later state of itself only", () => {
  const edited = message(1, { rev: 5, body: "corrigida" });
  let { timeline } = applyChanges(opened([1], { rev: 1 }), { from: 1, to: 5, messages: [edited] });
  ({ timeline } = applyChanges(timeline, { from: 4, to: 6, messages: [message(1)] }));
  expect(messagesOf(timeline)).toEqual([edited]);
});

Deno.test("a change to a message older than the loaded ones waits for their page", () => {
  const edited = message(2, { rev: 60, body: "corrigida" });
  const { timeline } = applyChanges(opened([50, 51], { more: true }), {
    ...{ from: 51, to: 60, messages: [edited] },
  });
  expect(seqsOf(timeline)).toEqual([50, 51]);
  const page = { messages: [message(1), message(2)], rev: 55, more: false };
  const whole = takePage(timeline, page, { place: { before: 50 }, epoch: 0 });
  expect(messagesOf(whole)[1]).toEqual(edited);
  expect(whole.floor).toBe(0);
});

Deno.test("an older page that was asked for before a reset is of no use", () => {
  const reset = timelines.resetTimeline(opened([50], { more: true }));
  const older = { messages: [message(1)], rev: 50, more: false };
  expect(takePage(reset, older, { place: { before: 50 }, epoch: 0 })).toBe(reset);
  // A restored room may begin at the same place, with other messages before it.
  const last = { messages: [message(50)], rev: 50, more: true };
  const { timeline } = timelines.takeFirstPage(reset, last, 1);
  expect(takePage(timeline, older, { place: { before: 50 }, epoch: 0 })).toBe(timeline);
});

Deno.test("a reset forgets everything but what came while the last page was loading", () => {
  let timeline = timelines.resetTimeline(opened([1, 2, 3]));
  ({ timeline } = applyChanges(timeline, { from: 9, to: 10, messages: [message(10)] }));
  const page = { messages: [message(8), message(9)], rev: 9, more: true };
  ({ timeline } = timelines.takeFirstPage(timeline, page, 1));
  expect(seqsOf(timeline)).toEqual([8, 9, 10]);
  expect(timeline.rev).toBe(10);
});

Deno.test("of changes that came in disorder while the last page was loading, the gap is pulled for", () => {
  let timeline = timelines.resetTimeline(opened([1]));
  ({ timeline } = timelines.hearHead(timeline, 12));
  for (const [from, to] of [[10, 11], [8, 9]] as const) {
    ({ timeline } = applyChanges(timeline, { from, to, messages: [message(to)] }));
  }
  const page = { messages: [message(8)], rev: 8, more: true };
  const step = timelines.takeFirstPage(timeline, page, 1);
  expect(seqsOf(step.timeline)).toEqual([8, 9]);
  expect(step.pull).toBe(9);
});

Deno.test("an older page that was asked for while the last one was loading is of no use", () => {
  const reset = timelines.resetTimeline(opened([50], { more: true }));
  const asked = { place: { before: reset.floor }, epoch: reset.epoch };
  // What was changed between the two readings is in neither.
  const older = { messages: [message(1)], rev: 50, more: false };
  expect(takePage(reset, older, asked)).toBe(reset);
  const last = { messages: [message(50)], rev: 51, more: true };
  const { timeline } = timelines.takeFirstPage(reset, last, reset.epoch);
  expect(takePage(timeline, older, asked)).toBe(timeline);
});

Deno.test("an own message stands where its ack says, and what the server says of it wins", () => {
  const { rev: _, ...own } = message(3, { id: clientId(7), author: { id: 1, name: "Ana" } });
  const placed = timelines.settleOwn(opened([1, 2]), { rev: 3, message: own });
  expect(seqsOf(placed)).toEqual([1, 2, 3]);
  expect(placed.rev).toBe(2);
  const told = { ...own, rev: 3, body: "como foi guardada" };
  const { timeline } = applyChanges(placed, { from: 2, to: 3, messages: [told] });
  expect(messagesOf(timeline).at(-1)).toEqual(told);
  expect(timelines.settleOwn(timeline, { rev: 3, message: own })).toBe(timeline);
});

Deno.test("an own message whose place was passed without it was undone, and is not shown", () => {
  const { rev: _, ...own } = message(3, { author: { id: 1, name: "Ana" } });
  const placed = timelines.settleOwn(opened([1, 2]), { rev: 3, message: own });
  const { timeline } = applyChanges(placed, { from: 2, to: 4, messages: [message(4)] });
  expect(seqsOf(timeline)).toEqual([1, 2, 4]);
});

Deno.test("an own change is shown from its ack on, over what was told before it and not after", () => {
  const edit = { kind: "edit" as const, seq: 1, body: "minha", by: 1, at: message(1).at };
  const change = { seq: 1, perform: (one: Message) => perform(one, edit) };
  const body = (timeline: timelines.Timeline) => messagesOf(timeline)[0]?.body;
  let timeline = timelines.settleOwn(opened([1], { rev: 2 }), { rev: 5, change });
  expect(body(timeline)).toBe("minha");
  const reacted = message(1, { rev: 4, reactions: [{ emoji: "👍", n: 1, users: [2] }] });
  ({ timeline } = applyChanges(timeline, { from: 2, to: 4, messages: [reacted] }));
  expect(messagesOf(timeline)[0]).toMatchObject({ body: "minha", reactions: [{ n: 1 }] });
  const later = message(1, { rev: 6, body: "de outra aba" });
  ({ timeline } = applyChanges(timeline, { from: 4, to: 6, messages: [later] }));
  expect(messagesOf(timeline)[0]).toBe(later);
  expect(timelines.settleOwn(timeline, { rev: 5, change })).toBe(timeline);
});

Deno.test("what lies before a place is let go of, and known to be there", () => {
  const clipped = clipTimeline(opened([1, 2, 3, 4]), { from: 3 });
  expect(seqsOf(clipped)).toEqual([3, 4]);
  expect([clipped.floor, clipped.ceiling, clipped.held.size]).toEqual([3, Infinity, 2]);
  expect(clipTimeline(clipped, { from: 2 })).toEqual(clipped);
});

Deno.test("what comes while one reads further up is not shown until one is down there", () => {
  let timeline = clipTimeline(opened([1, 2, 3, 4]), { to: 2 });
  ({ timeline } = applyChanges(timeline, { from: 4, to: 5, messages: [message(5)] }));
  expect(seqsOf(timeline)).toEqual([1, 2]);
  const asked = { place: { after: 2 }, epoch: timeline.epoch };
  const page = { messages: [message(3), message(4)], rev: 4, more: true, newer: false };
  const whole = takePage(timeline, page, asked);
  expect([seqsOf(whole), whole.ceiling]).toEqual([[1, 2, 3, 4, 5], Infinity]);
});

Deno.test("a newer page with more after it leads on, and what came meanwhile waits above it", () => {
  let timeline = opened([1, 2]);
  timeline = clipTimeline(timeline, { to: 1 });
  ({ timeline } = applyChanges(timeline, { from: 2, to: 9, messages: [message(9)] }));
  const asked = { place: { after: 1 }, epoch: timeline.epoch };
  const page = { messages: [message(2), message(3)], rev: 9, more: true, newer: true };
  const next = takePage(timeline, page, asked);
  expect([seqsOf(next), next.ceiling]).toEqual([[1, 2, 3], 3]);
});

Deno.test("a newer page that was asked for before something was let go of is of no use", () => {
  const timeline = clipTimeline(opened([1, 2, 3]), { to: 2 });
  const asked = { place: { after: 2 }, epoch: timeline.epoch };
  const { timeline: told } = applyChanges(timeline, { from: 3, to: 4, messages: [message(4)] });
  const forgotten = clipTimeline(told);
  const page = { messages: [message(3)], rev: 3, more: true, newer: false };
  expect(takePage(forgotten, page, asked)).toBe(forgotten);
  expect(seqsOf(takePage(told, page, asked))).toEqual([1, 2, 3, 4]);
});

Deno.test("one goes to another place, and what was changed while its page was on its way is new", () => {
  const timeline = opened([50, 51], { more: true });
  const { timeline: told } = applyChanges(timeline, {
    ...{ from: 51, to: 60, messages: [message(11, { rev: 60, body: "corrigida" })] },
  });
  const page = { messages: [message(10), message(11)], rev: 55, more: true, newer: true };
  const moved = takePage(told, page, { place: { around: 10 }, epoch: 0 });
  expect(messagesOf(moved).map(({ seq, body }) => [seq, body])).toEqual([
    [10, "mensagem 10"],
    [11, "corrigida"],
  ]);
  expect([moved.floor, moved.ceiling]).toEqual([10, 11]);
  const reset = timelines.resetTimeline(told);
  expect(takePage(reset, page, { place: { around: 10 }, epoch: reset.epoch })).toBe(reset);
});

Deno.test("whoever goes to the end at once sees what comes, with nothing before it yet", () => {
  const far = clipTimeline(opened([1, 2, 3]), { to: 2 });
  const { rev: _, ...own } = message(4, { id: clientId(7), author: { id: 1, name: "Ana" } });
  expect(timelines.settleOwn(far, { rev: 4, message: own }).acked.length).toBe(1);
  const here = timelines.settleOwn(timelines.attachTimeline(far), { rev: 4, message: own });
  expect(seqsOf(here)).toEqual([4]);
  const page = { messages: [message(2), message(3)], rev: 3, more: true };
  const asked = { place: { before: here.floor }, epoch: here.epoch };
  expect(seqsOf(takePage(here, page, asked))).toEqual([2, 3, 4]);
});
