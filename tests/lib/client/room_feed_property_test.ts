import { effect } from "@preact/signals";
import fc from "fast-check";
import type { Message } from "@/lib/chat/model.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { PageLine } from "@/lib/client/page_line.ts";
import { RoomFeed } from "@/lib/client/room_feed.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Ledger } from "../../support/ledger.ts";
import { STORE } from "./desk.ts";
import { FakeWire } from "./fake_wire.ts";
import { breathe } from "./post_office.ts";
import { ana, geral, message, welcome } from "./world.ts";
import { outboxOn } from "../../support/outbox_on.ts";

/** Ana edits one message again and again, numbering what she writes, over a line that breaks. */
class Editing {
  readonly #ledger = new Ledger(1);
  readonly #done = new Map<string, number>();
  readonly #clock = new FakeClock();
  readonly #shelf = new MemoryShelf();
  readonly #wires: FakeWire[] = [];
  #answers: unknown[] = [];
  #read = 0;
  #told = 0;
  #edits = 0;
  #feed: RoomFeed;
  #stopWatching: () => void = () => {};
  fault: string | undefined;

  constructor() {
    this.#ledger.postAs({ id: ana.id, name: ana.name }, "0");
    this.#feed = this.#open();
  }

  edit(): void {
    this.#feed.edit(1, `${++this.#edits}`);
  }

  /** Bruno reacts, so that the message changes without its text. */
  react(pick: number): void {
    this.#ledger.react(1, "👍", 2 + pick % 3, pick % 2 === 0);
  }

  connect(): void {
    if (this.#feed.cutOff.value) this.#feed.probe();
    const wire = this.#wires.at(-1);
    if (!wire || wire.framesOf("hello").length > 0 || wire.closed) return;
    wire.open();
    const [hello] = wire.framesOf("hello");
    const { 1: since = 0 } = Object(hello?.rooms);
    this.#read = wire.sent.length;
    this.#answers = [];
    wire.say(welcome());
    this.#tell(since);
  }

  cut(pick: number): void {
    this.#wires.at(-1)?.end();
    this.#clock.pass(pick % 2 === 0 ? 500 : 15_000);
  }

  /** The server reads a frame; its ack may go before or after the news. */
  serve(pick: number): void {
    const frame = this.#wires.at(-1)?.sent[this.#read++];
    if (!frame) return void this.#read--;
    if (frame.t === "pull") return this.#tell(Number(frame.since));
    if (frame.t === "ping") this.#answers.push({ t: "pong", n: frame.n });
    if (frame.t !== "edit") return;
    const [id, body] = [String(frame.id), String(frame.body)];
    const dup = this.#done.has(id);
    const rev = dup || this.#now.body === body ? this.#now.rev : this.#ledger.edit(1, body).to;
    this.#done.set(id, rev);
    const ack = { t: "ack", id, room: 1, seq: 1, rev, at: message(1).at };
    if (pick % 2 === 0) this.#tell();
    this.#answers.push(dup ? { ...ack, dup: true } : ack);
    if (pick % 3 === 0) this.#tell();
  }

  hear(): void {
    const wire = this.#wires.at(-1);
    const answer = this.#answers.shift();
    if (answer && wire && !wire.closed) wire.say(answer);
  }

  reload(): void {
    this.#stopWatching();
    this.#feed.stop();
    this.#feed = this.#open();
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 25 + 3 * this.#edits; round++) {
      this.connect();
      await breathe();
      this.serve(0);
      this.#tell();
      while (this.#answers.length > 0) this.hear();
      await breathe();
      this.#clock.pass(1_000);
    }
    const shown = this.#feed.messages.value[0]?.body;
    if (shown !== `${this.#edits}`) this.fault ??= `ends with ${shown} of ${this.#edits}`;
    if (shown !== this.#now.body) this.fault ??= `shows ${shown}, stored is ${this.#now.body}`;
    this.#stopWatching();
    this.#feed.stop();
    if (this.#clock.waiting > 0) this.fault ??= "leaves timers";
  }

  get #now(): Message {
    return this.#ledger.messages[0]!;
  }

  #tell(since = this.#told): void {
    const { messages, to } = this.#ledger.since(since, 200);
    this.#told = to;
    this.#answers.push({ t: "events", room: 1, from: since, to, messages });
  }

  #open(): RoomFeed {
    const { messages, rev, more } = this.#ledger.page(50);
    const props = { store: STORE, me: ana, room: geral, messages, rev, more };
    const line = new PageLine({
      ...{ clock: this.#clock, random: () => 0.5, signedOut: () => Promise.resolve(false) },
      connect: () => {
        this.#wires.push(new FakeWire());
        return this.#wires.at(-1)!;
      },
    });
    const feed = new RoomFeed(props, {
      ...{ outbox: outboxOn(this.#shelf), clock: this.#clock, line, random: () => 0.5 },
      ...{ leave: () => {}, arrived: () => {} },
    });
    let last = 0;
    this.#stopWatching = effect(() => {
      const shown = Number(feed.messages.value[0]?.body);
      if (shown < last) this.fault ??= `${shown} shows after ${last}`;
      last = shown;
    });
    feed.start();
    return feed;
  }
}

const MOVES = fc.oneof(
  { weight: 6, arbitrary: fc.constant("edit" as const) },
  { weight: 10, arbitrary: fc.constantFrom("serve" as const, "hear") },
  { weight: 3, arbitrary: fc.constantFrom("connect" as const, "react") },
  { weight: 2, arbitrary: fc.constantFrom("cut" as const, "reload") },
);

Deno.test("an own edit that shows is never followed by an older one on the same page", async () => {
  const move = fc.tuple(MOVES, fc.nat(100));
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 50, size: "max" }), async (moves) => {
      const editing = new Editing();
      for (const [kind, pick] of moves) {
        editing[kind](pick);
        await breathe();
      }
      await editing.settle();
      if (editing.fault) throw new Error(editing.fault);
    }),
    { numRuns: 300 },
  );
});
