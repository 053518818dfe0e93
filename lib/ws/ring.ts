import { LIMITS } from "@/lib/chat/limits.ts";
import type { Encoded } from "./encode.ts";

const MAX_BYTES = 1_048_576;

/**
 * The latest changes of a room, encoded: at most 1,000 and 1 MiB. It knows everything that changed
 * after its floor, so that catching up from there asks nobody.
 */
export class Ring {
  // By seq, in the order of rev: a message that changes again leaves its old place, since its newest
  // state says all.
  readonly #entries = new Map<number, Encoded>();
  #floor: number;
  #bytes = 0;

  /** @param floor the `rev` from which on it will be told everything */
  constructor(floor: number) {
    this.#floor = floor;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a change; `rev` is above that of all before. */
  push(entry: Encoded): void {
    this.#drop(this.#entries.get(entry.seq));
    this.#entries.set(entry.seq, entry);
    this.#bytes += entry.bytes;
    while (this.#entries.size > LIMITS.catchUp || this.#bytes > MAX_BYTES) this.#forgetOldest();
  }

  /** All that changed after `since`, ascending by `rev`; `undefined` if that reaches too far back. */
  after(since: number): Encoded[] | undefined {
    if (since < this.#floor) return undefined;
    return [...this.#entries.values()].filter((entry) => entry.rev > since);
  }

  /** Whether it has something of one of these people. */
  holdsOf(authors: ReadonlySet<number>): boolean {
    for (const { author } of this.#entries.values()) if (authors.has(author)) return true;
    return false;
  }

  /** Forgets everything: from here on it will be told what happens after `floor`. */
  restart(floor: number): void {
    this.#entries.clear();
    this.#bytes = 0;
    this.#floor = floor;
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries.values();
    this.#drop(oldest);
    if (oldest) this.#floor = oldest.rev;
  }

  #drop(entry: Encoded | undefined): void {
    if (!entry) return;
    this.#entries.delete(entry.seq);
    this.#bytes -= entry.bytes;
  }
}
