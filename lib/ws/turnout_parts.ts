import type { Turnout } from "./attendance.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom } from "./live_room.ts";

/** What there is to tell of a person, as bits, since one part is laid over another. */
const BITS = { joined: 1, left: 2, away: 4, back: 8 } as const;
const KINDS = ["joined", "left", "away", "back"] as const;

/** A kind of news of a person. */
export type TurnoutKind = keyof Turnout;

/** What is told of people to those in one room, or in several. */
export class TurnoutPart {
  /** Names the rooms it is made for. */
  readonly key: string;
  readonly #bits = new Map<number, number>();
  #text: string | undefined;

  constructor(key: string) {
    this.key = key;
  }

  get size(): number {
    return this.#bits.size;
  }

  /** The frame that tells of it; encoded once. */
  get text(): string {
    return this.#text ??= encodeFrame<"presence">({ t: "presence", ...this.#lists() });
  }

  add(user: number, kind: TurnoutKind): void {
    this.#lay(user, BITS[kind]);
  }

  /** Whether it says nothing but that this person has come. */
  isArrivalOf(user: number): boolean {
    return this.size === 1 && this.#bits.get(user) === BITS.joined;
  }

  /** Lays another one over this one. */
  join(other: TurnoutPart): void {
    for (const [user, bits] of other.#bits) this.#lay(user, bits);
  }

  /** Whether this one tells all that the other one does. */
  covers(other: TurnoutPart): boolean {
    if (other.size > this.size) return false;
    for (const [user, bits] of other.#bits) {
      if (((this.#bits.get(user) ?? 0) & bits) !== bits) return false;
    }
    return true;
  }

  #lay(user: number, bits: number): void {
    this.#bits.set(user, (this.#bits.get(user) ?? 0) | bits);
  }

  #lists(): Partial<Turnout> {
    const lists: Partial<Turnout> = {};
    for (const [user, bits] of this.#bits) {
      for (const kind of KINDS) if (bits & BITS[kind]) (lists[kind] ??= []).push(user);
    }
    return lists;
  }
}

/** What is told in each room, and what is told to those who are in several of them. */
export class TurnoutParts {
  readonly #byRoom = new Map<LiveRoom, TurnoutPart>();
  readonly #joined = new Map<string, TurnoutPart>();
  readonly #covered = new Map<string, boolean>();

  /** The rooms in which there is something to tell. */
  get rooms(): IterableIterator<LiveRoom> {
    return this.#byRoom.keys();
  }

  /** What is told in that room. */
  of(room: LiveRoom): TurnoutPart {
    const part = this.#byRoom.get(room) ?? new TurnoutPart(`${room.id}`);
    this.#byRoom.set(room, part);
    return part;
  }

  /**
   * One part for somebody who is to hear all of these. Most rooms of a person tell nothing that the
   * largest does not tell, so that thousands of people get a handful of texts.
   */
  merge(parts: readonly TurnoutPart[]): TurnoutPart {
    const largest = parts.reduce((a, b) => b.size > a.size ? b : a);
    const others = parts.filter((part) => part !== largest && !this.#covers(largest, part));
    if (others.length === 0) return largest;
    const key = [largest, ...others].map((part) => part.key).join(" ");
    const kept = this.#joined.get(key);
    if (kept) return kept;
    const joined = new TurnoutPart(key);
    for (const part of [largest, ...others]) joined.join(part);
    this.#joined.set(key, joined);
    return joined;
  }

  #covers(one: TurnoutPart, other: TurnoutPart): boolean {
    const key = `${one.key} ${other.key}`;
    const kept = this.#covered.get(key);
    if (kept !== undefined) return kept;
    const covered = one.covers(other);
    this.#covered.set(key, covered);
    return covered;
  }
}
