import type { Clock } from "@/lib/chat/clock.ts";
import type { Room } from "@/lib/chat/model.ts";
import type { RoomStore } from "@/lib/chat/store.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom } from "./live_room.ts";
import { viewsOf } from "./views_of.ts";

/** What RoomViews work with. */
export interface RoomViewsParts {
  store: Pick<RoomStore, "seenBy">;
  clock: Clock;
}

/** How often a room's number of members alone is worth telling, in milliseconds. */
const MEMBERS_MS = 5_000;
/** Members who are asked for how a room looks: one of them is still a member, most likely. */
const WITNESSES = 5;

/** How a room looked when its members were last told. */
interface Look {
  common: string;
  members: number | undefined;
  toldAt: number;
}

/**
 * How rooms look to their members: told when a room is renamed, locked or the like. What is a
 * member's own, their role and what they want to hear of, is not looked at here.
 */
export class RoomViews {
  readonly #parts: RoomViewsParts;
  readonly #looks = new WeakMap<LiveRoom, Look>();
  /** Rooms whose `acl_rev` has moved since they were looked at. */
  readonly #due = new Set<LiveRoom>();
  /** Those of which only the number of members is known to have changed. */
  readonly #counting = new WeakSet<LiveRoom>();
  #running: Promise<void> | undefined;

  constructor(parts: RoomViewsParts) {
    this.#parts = parts;
  }

  /** Somebody is told how a room looks; the others know, unless nobody was told before. */
  note(room: LiveRoom, view: Room): void {
    if (!this.#looks.has(room)) this.#keep(room, view);
  }

  /** The room has changed in some way, or who is in it. */
  mark(room: LiveRoom): void {
    this.#due.add(room);
  }

  /**
   * Looks at the rooms that were marked; one look at a time.
   *
   * @throws {Unavailable} if the store is away; they stay marked
   */
  run(): Promise<void> {
    return this.#running ??= this.#run().finally(() => this.#running = undefined);
  }

  async #run(): Promise<void> {
    for (const room of [...this.#due]) {
      if (this.#isTooSoon(room)) continue;
      this.#due.delete(room);
      try {
        await this.#look(room);
      } catch (error) {
        this.#due.add(room);
        throw error;
      }
    }
  }

  // A number that was just told is looked at again a little later, with all that comes till then.
  #isTooSoon(room: LiveRoom): boolean {
    const look = this.#looks.get(room);
    return look !== undefined && this.#counting.has(room) &&
      this.#parts.clock.now() - look.toldAt < MEMBERS_MS;
  }

  async #look(room: LiveRoom): Promise<void> {
    const { store, clock } = this.#parts;
    const users = [...new Set([...room.members].map(({ userId }) => userId))];
    this.#counting.delete(room);
    // Whoever comes is told, and that is then what is known.
    if (users.length === 0) return void this.#looks.delete(room);
    const seen = await store.seenBy(room.id, users.slice(0, WITNESSES));
    const [view] = seen.values();
    if (!view) return;
    const look = this.#looks.get(room);
    if (look && look.common === commonOf(view)) {
      if (look.members === view.members) return;
      if (clock.now() - look.toldAt < MEMBERS_MS) {
        this.#counting.add(room);
        return void this.#due.add(room);
      }
    }
    this.#keep(room, view);
    this.#tell(room, await viewsOf(store, room.id, users));
  }

  #tell(room: LiveRoom, views: ReadonlyMap<number, Room>): void {
    for (const member of room.members) {
      const view = views.get(member.userId);
      if (view?.joined) member.tell(encodeFrame<"room">({ t: "room", room: view }), "later");
    }
  }

  #keep(room: LiveRoom, view: Room): void {
    const toldAt = this.#parts.clock.now();
    this.#looks.set(room, { common: commonOf(view), members: view.members, toldAt });
  }
}

/** What all members see alike, as text. */
function commonOf({ slug, name, topic, kind, slow, locked }: Room): string {
  return JSON.stringify([slug, name, topic, kind, slow, locked]);
}
