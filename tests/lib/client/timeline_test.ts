import { expect } from "expect";
import * as timelines from "@/lib/client/timeline.ts";
import { clientId, message } from "./world.ts";

const { applyChanges, messagesOf, openTimeline } = timelines;

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
  const whole = timelines.takeOlderPage(timeline, page, { before: 50, epoch: 0 });
  expect(messagesOf(whole)[1]).toEqual(edited);
  expect(whole.floor).toBe(0);
});

Deno.test("an older page that was asked for before a reset is of no use", () => {
  const reset = timelines.resetTimeline(opened([50], { more: true }));
  const older = { messages: [message(1)], rev: 50, more: false };
  expect(timelines.takeOlderPage(reset, older, { before: 50, epoch: 0 })).toBe(reset);
  // A restored room may begin at the same place, with other messages before it.
  const last = { messages: [message(50)], rev: 50, more: true };
  const { timeline } = timelines.takeLastPage(reset, last, 1);
  expect(timelines.takeOlderPage(timeline, older, { before: 50, epoch: 0 })).toBe(timeline);
});

Deno.test("a reset forgets everything but what came while the last page was loading", () => {
  let timeline = timelines.resetTimeline(opened([1, 2, 3]));
  ({ timeline } = applyChanges(timeline, { from: 9, to: 10, messages: [message(10)] }));
  const page = { messages: [message(8), message(9)], rev: 9, more: true };
  ({ timeline } = timelines.takeLastPage(timeline, page, 1));
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
  const step = timelines.takeLastPage(timeline, page, 1);
  expect(seqsOf(step.timeline)).toEqual([8, 9]);
  expect(step.pull).toBe(9);
});

Deno.test("an older page that was asked for while the last one was loading is of no use", () => {
  const reset = timelines.resetTimeline(opened([50], { more: true }));
  const asked = { before: reset.floor, epoch: reset.epoch };
  // What was changed between the two readings is in neither.
  const older = { messages: [message(1)], rev: 50, more: false };
  expect(timelines.takeOlderPage(reset, older, asked)).toBe(reset);
  const last = { messages: [message(50)], rev: 51, more: true };
  const { timeline } = timelines.takeLastPage(reset, last, reset.epoch);
  expect(timelines.takeOlderPage(timeline, older, asked)).toBe(timeline);
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
  const change = { kind: "edit" as const, seq: 1, body: "minha", by: 1, at: message(1).at };
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

Deno.test("trimming keeps the newest, and knows that there are older ones", () => {
  const trimmed = timelines.trimTimeline(opened([1, 2, 3, 4]), 2);
  expect(seqsOf(trimmed)).toEqual([3, 4]);
  expect(trimmed.floor).toBe(3);
  expect(trimmed.held.size).toBe(2);
  expect(timelines.trimTimeline(trimmed, 2)).toBe(trimmed);
});
