import { expect } from "expect";
import fc from "fast-check";
import type { RoomChange } from "@/lib/chat/store.ts";
import type { Frame } from "@/lib/ws/encode.ts";
import type { LiveRoom, Member } from "@/lib/ws/live_room.ts";
import { Replica } from "../../support/replica.ts";
import { RoomScene } from "./room_scene.ts";

/**
 * What may happen between the store and a room: commits here or elsewhere, whose news is delivered
 * late, twice, in another order, or never; hints true and false; polls; time; people coming; a
 * restored backup.
 */
type Step =
  | { kind: "post"; count: number }
  | { kind: "edit"; which: number }
  | { kind: "deliver"; which: number }
  | { kind: "lose"; which: number }
  | { kind: "hint"; rev: number }
  | { kind: "poll" }
  | { kind: "pass"; ms: number }
  | { kind: "join"; back: number }
  | { kind: "answer"; which: number }
  | { kind: "restore"; back: number };

const small = fc.nat({ max: 20 });
const kind = <K extends Step["kind"]>(name: K) => fc.constant(name);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: kind("post"), count: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("edit"), which: small }) },
  { weight: 6, arbitrary: fc.record({ kind: kind("deliver"), which: small }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("lose"), which: small }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("hint"), rev: fc.nat({ max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("poll") }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("pass"), ms: fc.constantFrom(1, 10, 1_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("join"), back: fc.nat({ max: 9 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: kind("answer"), which: small }) },
);
const restore: fc.Arbitrary<Step> = fc.record({ kind: kind("restore"), back: fc.nat({ max: 5 }) });

/** A room under whatever may happen to it. */
class Storm {
  readonly scene = new RoomScene(["from", "before", "it", "was", "opened"]);
  readonly people: Client[] = [];
  /** Changes committed, and not delivered yet. */
  readonly news: RoomChange[] = [];
  /** Reads and polls whose answer is on its way. */
  readonly answers: (() => void)[] = [];

  constructor() {
    this.#join(0);
    this.scene.answer = (read) => {
      const found = read();
      return new Promise((resolve) => this.answers.push(() => resolve(found)));
    };
  }

  async play(step: Step): Promise<void> {
    const { room, ledger, clock } = this.scene;
    if (step.kind === "post") this.news.push(ledger.post(...Array(step.count).fill("olá")));
    if (step.kind === "edit") this.#edit(step.which);
    if (step.kind === "deliver") this.#deliver(step.which);
    if (step.kind === "lose") this.news.splice(step.which % (this.news.length || 1), 1);
    if (step.kind === "hint") room.hear({ room: 1, rev: step.rev });
    if (step.kind === "poll") this.#poll();
    if (step.kind === "pass") clock.pass(step.ms);
    if (step.kind === "join") this.#join(step.back);
    if (step.kind === "answer") {
      this.answers.splice(step.which % (this.answers.length || 1), 1)[0]?.();
    }
    if (step.kind === "restore") await this.#restore(step.back);
    await soon();
  }

  /** Lets everything come to rest, and the poll look once more. */
  async settle(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      this.#poll();
      await this.#answerAll();
      this.scene.clock.pass(1_000);
    }
    await this.#answerAll();
  }

  async #answerAll(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      if (this.answers.length > 0) quiet = 0;
      for (const answer of this.answers.splice(0)) answer();
      await soon();
    }
  }

  #edit(which: number): void {
    const { ledger } = this.scene;
    const message = ledger.messages.at(which % (ledger.messages.length || 1));
    if (message) this.news.push(ledger.edit(message.seq, `${which}`));
  }

  // Twice as often as not, so that most come again.
  #deliver(which: number): void {
    const at = which % (this.news.length || 1);
    const change = this.news[at];
    if (change) this.scene.room.apply(change);
    if (which % 3 === 0) this.news.splice(at, 1);
  }

  #poll(): void {
    const { room, ledger } = this.scene;
    const before = room.seen;
    const read = ledger.head;
    this.answers.push(() => void room.compare(read, before));
  }

  /** Somebody comes who was here some changes ago. */
  #join(back: number): void {
    const since = Math.max(0, this.scene.room.head - back);
    this.people.push(new Client(this.scene, since));
  }

  // The poll sees it before anything is posted anew: a restore changes the store's id, and whoever
  // still goes by the old one must not be served the new timeline under it.
  async #restore(back: number): Promise<void> {
    const { room, ledger } = this.scene;
    await this.#answerAll();
    this.news.length = 0;
    ledger.restore(Math.max(5, ledger.head.rev - back));
    void room.compare(ledger.head, room.seen);
    await this.#answerAll();
  }
}

/** A client that keeps to protocol.md: pulls what it misses, loads the page after a reset. */
class Client implements Member {
  readonly userId = 1;
  readonly rooms = new Map<number, LiveRoom>();
  readonly isBehind = false;
  readonly since: number;
  readonly replica: Replica;
  frames = 0;
  readonly #scene: RoomScene;
  #pulling = false;
  #again = false;

  constructor(scene: RoomScene, since: number) {
    this.#scene = scene;
    this.since = since;
    this.replica = new Replica(scene.room.id, since);
    scene.room.members.add(this);
    void this.#pull();
  }

  tell(): boolean {
    return true;
  }

  push(_room: LiveRoom, { text }: Frame): void {
    this.frames++;
    this.#take(text);
  }

  #take(text: string): void {
    if (this.replica.take(text)) void this.#pull();
    const { ledger } = this.#scene;
    if (this.replica.resetTo !== undefined) this.replica.load(ledger.messages, ledger.head.rev);
  }

  async #pull(): Promise<void> {
    this.#again = true;
    if (this.#pulling) return;
    this.#pulling = true;
    while (this.#again) {
      this.#again = false;
      const frames = await this.#scene.room.catchUp.from(this.replica.rev);
      for (const { text } of frames) this.#take(text);
    }
    this.#pulling = false;
  }
}

/** Lets all that is due go on, without the cost of a turn of the event loop. */
async function soon(): Promise<void> {
  for (let n = 0; n < 12; n++) await null;
}

async function weather(steps: readonly Step[]): Promise<Storm> {
  const storm = new Storm();
  for (const step of steps) await storm.play(step);
  await storm.settle();
  expect(storm.scene.room.head).toBe(storm.scene.ledger.head.rev);
  expect(storm.scene.clock.waiting).toBe(0);
  return storm;
}

Deno.test("LiveRoom: whatever is lost, repeated, late or forged, everybody ends with the store's state", async () => {
  const steps = fc.array(step, { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const { people, scene: { ledger } } = await weather(steps);
      for (const { replica, since, frames } of people) {
        expect(replica.rev).toBe(ledger.head.rev);
        expect(replica.state).toEqual(ledger.messages.filter(({ rev }) => rev > since));
        expect(replica.resets).toBe(0);
        expect(frames).toBeLessThanOrEqual(ledger.head.rev);
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("LiveRoom: also after backups were restored in the midst of it", async () => {
  const steps = fc.array(fc.oneof({ weight: 25, arbitrary: step }, restore), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const { people, scene: { ledger } } = await weather(steps);
      for (const { replica, since } of people) {
        const wanted = ledger.messages.filter(({ rev }) => replica.resets > 0 || rev > since);
        expect(replica.rev).toBe(ledger.head.rev);
        expect(replica.state).toEqual(wanted);
      }
    }),
    { numRuns: 300 },
  );
});
