import { expect } from "expect";
import fc from "fast-check";
import type { Message } from "@/lib/chat/model.ts";
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

Deno.test("an own message stands where its ack says, and what the server says of it wins", () => {
  const { rev: _, ...own } = message(3, { id: clientId(7), author: { id: 1, name: "Ana" } });
  const placed = timelines.placeOwn(opened([1, 2]), own);
  expect(seqsOf(placed)).toEqual([1, 2, 3]);
  expect(placed.rev).toBe(2);
  const told = { ...own, rev: 3, body: "como foi guardada" };
  const { timeline } = applyChanges(placed, { from: 2, to: 3, messages: [told] });
  expect(messagesOf(timeline).at(-1)).toEqual(told);
});

Deno.test("trimming keeps the newest, and knows that there are older ones", () => {
  const trimmed = timelines.trimTimeline(opened([1, 2, 3, 4]), 2);
  expect(seqsOf(trimmed)).toEqual([3, 4]);
  expect(trimmed.floor).toBe(3);
  expect(timelines.trimTimeline(trimmed, 2)).toBe(trimmed);
});

/** A room on the server, and everything that is on its way to one client. */
class Simulation {
  readonly #state = new Map<number, Message>();
  readonly #onTheWay: (() => void)[] = [];
  #head = 0;
  #told = 0;
  timeline: timelines.Timeline;

  /** The room has a history, of which the client has seen the end. */
  constructor(history: number) {
    for (let pick = 0; pick < history; pick++) this.change(pick);
    this.timeline = openTimeline(this.#page(undefined));
    this.#told = this.#head;
  }

  change(pick: number): void {
    const rev = ++this.#head;
    const seqs = [...this.#state.keys()];
    const seq = pick % 3 === 0 ? seqs[pick % seqs.length] : undefined;
    const old = seq === undefined ? undefined : this.#state.get(seq);
    const next = old ? { ...old, rev, body: `${old.body}*` } : message(rev);
    this.#state.set(next.seq, next);
  }

  tell(): void {
    const changes = this.#since(this.#told);
    this.#told = this.#head;
    this.#onTheWay.push(() => this.#take(applyChanges(this.timeline, changes)));
  }

  ack(pick: number): void {
    const { rev: _, ...own } = this.#any(pick) ?? message(1);
    if (this.#state.has(own.seq)) {
      const stale = { ...own, body: "como foi escrita" };
      this.#onTheWay.push(() => this.timeline = timelines.placeOwn(this.timeline, stale));
    }
  }

  reset(): void {
    this.#onTheWay.push(() => {
      this.timeline = timelines.resetTimeline(this.timeline);
      const { epoch } = this.timeline;
      const page = this.#page(undefined);
      this.#onTheWay.push(() => this.#take(timelines.takeLastPage(this.timeline, page, epoch)));
    });
  }

  older(): void {
    const { floor: before, epoch } = this.timeline;
    if (before === 0) return;
    const page = this.#page(before);
    this.#onTheWay.push(() =>
      this.timeline = timelines.takeOlderPage(this.timeline, page, { before, epoch })
    );
  }

  trim(): void {
    this.timeline = timelines.trimTimeline(this.timeline, 4);
  }

  lose(pick: number): void {
    // A page that is lost is asked for again; of frames only a new pull tells.
    if (!this.timeline.waiting) this.#onTheWay.splice(pick % (this.#onTheWay.length || 1), 1);
  }

  deliver(pick: number): void {
    const [arrival] = this.#onTheWay.splice(pick % (this.#onTheWay.length || 1), 1);
    arrival?.();
  }

  settle(): void {
    while (this.#onTheWay.length > 0) this.deliver(0);
    while (this.timeline.rev < this.#head) {
      const { pull = this.timeline.rev } = timelines.hearHead(this.timeline, this.#head);
      this.#take(applyChanges(this.timeline, this.#since(pull)));
      while (this.#onTheWay.length > 0) this.deliver(0);
    }
  }

  get expected(): Message[] {
    return this.#sorted().filter(({ seq }) => seq >= this.timeline.floor);
  }

  #take({ timeline, pull }: timelines.Step): void {
    this.timeline = timeline;
    if (pull === undefined) return;
    const answer = this.#since(pull);
    this.#onTheWay.push(() => this.#take(applyChanges(this.timeline, answer)));
  }

  #since(rev: number): timelines.Changes {
    const changed = this.#sorted().filter((one) => one.rev > rev).sort((a, b) => a.rev - b.rev);
    const messages = changed.slice(0, 3);
    const more = changed.length > 3;
    const to = more ? messages[2]!.rev : this.#head;
    return { from: rev, to, messages, ...(more ? { more: true as const } : {}) };
  }

  #page(before: number | undefined): timelines.LoadedPage {
    const all = this.#sorted().filter(({ seq }) => before === undefined || seq < before);
    return { messages: all.slice(-3), rev: this.#head, more: all.length > 3 };
  }

  #sorted(): Message[] {
    return [...this.#state.values()].sort((a, b) => a.seq - b.seq);
  }

  #any(pick: number): Message | undefined {
    return this.#sorted()[pick % (this.#state.size || 1)];
  }
}

const MOVES = fc.oneof(
  { weight: 4, arbitrary: fc.constant("change" as const) },
  { weight: 3, arbitrary: fc.constant("tell" as const) },
  { weight: 6, arbitrary: fc.constant("deliver" as const) },
  { weight: 3, arbitrary: fc.constant("older" as const) },
  { weight: 1, arbitrary: fc.constantFrom("ack" as const, "reset", "trim", "lose") },
);

Deno.test("whatever comes in whatever order, in the end all see the same room without a gap", () => {
  const move = fc.tuple(MOVES, fc.nat(1_000));
  fc.assert(
    fc.property(fc.nat(20), fc.array(move, { maxLength: 80, size: "max" }), (history, moves) => {
      const room = new Simulation(history);
      for (const [kind, pick] of moves) room[kind](pick);
      room.settle();
      expect(messagesOf(room.timeline)).toEqual(room.expected);
    }),
    { numRuns: 1_000 },
  );
});
