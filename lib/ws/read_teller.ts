import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { RoomStore } from "@/lib/chat/store.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom } from "./live_room.ts";
import type { LiveRooms } from "./live_rooms.ts";
import type { Rosters } from "./rosters.ts";
import { viewsOf } from "./views_of.ts";

/** What a ReadTeller works with. */
export interface ReadTellerParts {
  store: Pick<RoomStore, "readsOf" | "seenBy">;
  clock: Clock;
  rooms: Pick<LiveRooms, "get">;
  rosters: Pick<Rosters, "of">;
}

/** How often a room is told of, in milliseconds. */
const EVERY_MS = 1_000;

/**
 * Tells who has read how far, as the store has it: the readers themselves with their exact counts,
 * and in rooms that are not large everybody else, of those who let others know.
 */
export class ReadTeller {
  readonly #parts: ReadTellerParts;
  #news = new Map<number, Set<number>>();
  #timer: Timer | undefined;
  #telling = false;

  constructor(parts: ReadTellerParts) {
    this.#parts = parts;
  }

  /** These people have read on; what they have is written down. */
  note(room: number, users: readonly number[]): void {
    if (!this.#parts.rooms.get(room)?.members.size) return;
    const known = this.#news.get(room) ?? new Set();
    this.#news.set(room, known);
    for (const user of users) known.add(user);
    if (!this.#telling) this.#begin();
  }

  stop(): void {
    this.#timer?.cancel();
  }

  // The first news are told at once, those that follow a second later, all together.
  #begin(): void {
    this.#telling = true;
    void this.#tellAll().finally(() => {
      this.#timer = this.#parts.clock.after(EVERY_MS, () => {
        this.#telling = false;
        if (this.#news.size > 0) this.#begin();
      });
    });
  }

  async #tellAll(): Promise<void> {
    const news = this.#news;
    this.#news = new Map();
    for (const [id, users] of news) {
      const room = this.#parts.rooms.get(id);
      if (!room) continue;
      try {
        await this.#tell(room, [...users]);
      } catch {
        // The store is away. Where somebody reads on, it is told again.
      }
    }
  }

  async #tell(room: LiveRoom, users: readonly number[]): Promise<void> {
    const { store, rosters } = this.#parts;
    const roster = rosters.of(room);
    if (roster.size <= LIMITS.intimate) await this.#tellOthers(room, users);
    const asked = new Set(users);
    const here = [...room.members].filter(({ userId }) => asked.has(userId));
    if (here.length === 0) return;
    const views = await viewsOf(store, room.id, here.map(({ userId }) => userId));
    for (const member of here) {
      const view = views.get(member.userId);
      // They may have left the room while it was looked at.
      if (!view?.joined || !room.members.has(member)) continue;
      member.tell(encodeFrame<"room">({ t: "room", room: view }), "later");
    }
  }

  async #tellOthers(room: LiveRoom, users: readonly number[]): Promise<void> {
    const found = await this.#parts.store.readsOf(room.id, users);
    const told = [...found].filter(([, { told }]) => told).map(([user, { seq }]) => [user, seq]);
    if (told.length === 0) return;
    const reads = Object.fromEntries(told);
    const text = encodeFrame<"read">({ t: "read", room: room.id, reads });
    for (const member of room.members) member.tell(text);
  }
}
