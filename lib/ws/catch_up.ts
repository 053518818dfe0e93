import { LIMITS } from "@/lib/chat/limits.ts";
import type { RoomChange, Since } from "@/lib/chat/store.ts";
import { ANSWER_BYTES, encodeMessage, eventsFrames, type Frame, sharedFrame } from "./encode.ts";
import type { Ring } from "./ring.ts";

/** The room that is caught up with. */
export interface CatchUpParts {
  room: number;
  ring: Pick<Ring, "after">;
  head(): number;
  pull(rev: number): Promise<unknown>;
  since(rev: number, limit: number): Promise<Since>;
  apply(change: RoomChange): void;
}

/**
 * Tells a client what it has missed in a room: from the ring where it reaches far enough, else from
 * the store, read once for all who are equally far behind, as everybody is after a restart.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #reads = new Map<string, Promise<Frame[]>>();

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /**
   * The frames that take a client on from `since`: `events` of at most 1 MiB, one of them empty if
   * nothing is missing; or `reset` if it is too far behind, or ahead of what there is.
   *
   * @throws {Unavailable} if the store is away
   */
  async from(since: number): Promise<Frame[]> {
    const { room, ring, head, pull } = this.#parts;
    // Another instance may have told it more than this one has heard of.
    if (since > head()) await pull(since);
    const to = head();
    if (since > to || to - since > LIMITS.catchUp) return [resetTo(room, to)];
    const entries = ring.after(since);
    if (entries) return eventsFrames({ room, from: since, to, entries }, ANSWER_BYTES);
    return await this.#read(since);
  }

  /** What is being read is not for those who ask from now on. */
  forget(): void {
    this.#reads.clear();
  }

  // Shared only by those who ask at the same head: a read that began before somebody came may lack
  // what was told to the others just before.
  #read(since: number): Promise<Frame[]> {
    const key = `${since}:${this.#parts.head()}`;
    const running = this.#reads.get(key);
    if (running) return running;
    const reading = this.#readAnew(since).finally(() => {
      if (this.#reads.get(key) === reading) this.#reads.delete(key);
    });
    this.#reads.set(key, reading);
    return reading;
  }

  async #readAnew(since: number): Promise<Frame[]> {
    const { room, apply } = this.#parts;
    const { messages, to, more } = await this.#parts.since(since, LIMITS.pageMax);
    if (to < since) return [resetTo(room, to)];
    // Nobody here may be told more than the room itself knows: were it undone, who would tell them?
    apply({ room, from: since, to, messages });
    const entries = messages.map(encodeMessage);
    return eventsFrames({ room, from: since, to, entries, more }, ANSWER_BYTES);
  }
}

function resetTo(room: number, rev: number): Frame {
  return sharedFrame<"reset">({ t: "reset", room, rev });
}
