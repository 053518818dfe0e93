import type { Bus } from "@/lib/chat/bus.ts";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom } from "./live_room.ts";
import type { Names } from "./names.ts";
import type { Rosters } from "./rosters.ts";

/** What Typing works with. */
export interface TypingParts {
  bus: Bus;
  clock: Clock;
  names: Pick<Names, "of">;
  rosters: Pick<Rosters, "of">;
}

/** How long somebody counts as typing after they last said so, in milliseconds. */
const LASTS_MS = 5_000;
/** How often that is passed on, for each person and room, in milliseconds. */
const EVERY_MS = 2_000;

interface Typist {
  room: LiveRoom;
  user: number;
  name: string;
  /** When it was last passed on, and what ends it. */
  at: number;
  end: Timer;
}

/** Who is typing in which room, as far as the people here are told of it. */
export class Typing {
  readonly #parts: TypingParts;
  readonly #typists = new Map<string, Typist>();
  /** Those whose name is being looked up. */
  readonly #coming = new Set<string>();

  constructor(parts: TypingParts) {
    this.#parts = parts;
  }

  /** Whether that is something to tell at all: members of large rooms are not told. */
  isTold(room: LiveRoom, user: number): boolean {
    const roster = this.#parts.rosters.of(room);
    return roster.size <= LIMITS.intimate && roster.has(user);
  }

  /** Whether somebody's typing was passed on just now. */
  isFresh(room: LiveRoom, user: number): boolean {
    const key = keyOf(room.id, user);
    const at = this.#typists.get(key)?.at ?? -Infinity;
    return this.#coming.has(key) || this.#parts.clock.now() - at < EVERY_MS;
  }

  /** Somebody who is connected here types: tells those in the room, here and elsewhere. */
  begin(room: LiveRoom, user: { id: number; name: string }): void {
    if (!this.isTold(room, user.id) || this.isFresh(room, user.id)) return;
    this.#parts.bus.tell({ kind: "typing", room: room.id, user: user.id, on: true });
    this.#show(room, user);
  }

  /** Somebody who is connected here has stopped, or has said it. */
  end(room: number, user: number): void {
    if (!this.#typists.has(keyOf(room, user))) return;
    this.#parts.bus.tell({ kind: "typing", room, user, on: false });
    this.#hide(keyOf(room, user));
  }

  /** Hears of somebody elsewhere. Never throws. */
  async hear(room: LiveRoom, { user, on }: { user: number; on: boolean }): Promise<void> {
    const key = keyOf(room.id, user);
    if (!on) {
      this.#coming.delete(key);
      return this.#hide(key);
    }
    if (room.members.size === 0 || !this.isTold(room, user) || this.isFresh(room, user)) return;
    this.#coming.add(key);
    try {
      const name = await this.#parts.names.of(user);
      // They may have stopped while the name was looked up.
      if (this.#coming.has(key) && name) this.#show(room, { id: user, name });
    } catch {
      // The store is away, and there are other things to tell.
    } finally {
      this.#coming.delete(key);
    }
  }

  stop(): void {
    for (const { end } of this.#typists.values()) end.cancel();
    this.#typists.clear();
  }

  #show(room: LiveRoom, { id: user, name }: { id: number; name: string }): void {
    const { clock } = this.#parts;
    const key = keyOf(room.id, user);
    this.#typists.get(key)?.end.cancel();
    const end = clock.after(LASTS_MS, () => this.#hide(key));
    const typist = { room, user, name, at: clock.now(), end };
    this.#typists.set(key, typist);
    tell(typist, true);
  }

  #hide(key: string): void {
    const typist = this.#typists.get(key);
    if (!typist) return;
    typist.end.cancel();
    this.#typists.delete(key);
    tell(typist, false);
  }
}

function tell({ room, user: id, name }: Typist, on: boolean): void {
  const text = encodeFrame<"typing">({ t: "typing", room: room.id, user: { id, name }, on });
  for (const member of room.members) if (member.userId !== id) member.tell(text);
}

function keyOf(room: number, user: number): string {
  return `${room}:${user}`;
}
