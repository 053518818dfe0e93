import type { Timer } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { LiveRoom } from "./live_room.ts";
import type { Shared } from "./shared.ts";

/** How often the store is asked, in milliseconds: how old anything known here may be. */
const EVERY_MS = 1_000;
/** Ids in one question. */
const CHUNK = 1_000;

/**
 * Asks the store every second, whatever the bus does, whether it is still the same one, and where the
 * open rooms and the people in them stand, and acts on any difference. It alone makes up for what
 * the bus loses, hides or forges.
 */
export class Poll {
  readonly #shared: Shared;
  readonly #moved: () => void;
  #over = false;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #away = false;
  #around = false;
  /** People to look at, the look that is to come, and the one under way. */
  readonly #wanted = new Set<number>();
  #next: Promise<void> | undefined;
  #looking: Promise<void> = Promise.resolve();

  /** @param moved told once, if the store has become another one: nothing is looked at after that */
  constructor(shared: Shared, moved: () => void) {
    this.#shared = shared;
    this.#moved = moved;
  }

  start(): void {
    this.#timer ??= this.#shared.clock.every(EVERY_MS, () => void this.run());
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Looks at everything once; one look at a time. Never throws. */
  run(): Promise<void> {
    return this.#running ??= this.#look().finally(() => this.#running = undefined);
  }

  /** Looks at some rooms now. Never throws. */
  async lookAt(ids: readonly number[]): Promise<void> {
    const rooms = ids.map((id) => this.#shared.rooms.get(id)).filter((room) => room !== undefined);
    await this.#try(() => this.#lookAtRooms(rooms));
    void this.#lookAround();
  }

  /** Looks at some people now, and at everybody's faces. Never throws. */
  lookAfter(users: readonly number[]): Promise<void> {
    for (const user of users) this.#wanted.add(user);
    return this.#next ??= this.#lookNext();
  }

  // All who are named while one look is under way are looked at in the next one, together.
  async #lookNext(): Promise<void> {
    await this.#looking;
    const users = [...this.#wanted];
    this.#wanted.clear();
    this.#next = undefined;
    this.#looking = this.#try(async () => {
      await Promise.all([this.#lookAtPeople(users), this.#shared.faces.look()]);
    });
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { store, rooms, roll } = this.#shared;
    await this.#try(async () => {
      if (await store.presentId() !== store.id) return this.#depart();
      await Promise.all([
        this.#lookAtRooms([...rooms]),
        this.#lookAtPeople(roll.users),
        this.#shared.faces.look(),
        this.#shared.desk.look(),
      ]);
      // Not waited for: in a large room it takes a while, and whoever is banned must be out by then.
      void this.#lookAround();
    });
  }

  /** Looks who the members of changed rooms are now, and how those rooms look to them. Never throws. */
  async #lookAround(): Promise<void> {
    if (this.#over || this.#around) return;
    const { rooms, rosters, views } = this.#shared;
    this.#around = true;
    try {
      await rosters.look([...rooms].filter((room) => room.members.size > 0));
      await views.run();
    } catch (error) {
      // That the store is away the next look says. What was not looked at is still to be.
      if (error instanceof Unavailable) return;
      const kind = error instanceof Error ? error.name : typeof error;
      this.#shared.log.error("ws.fault", { at: "poll", kind });
    } finally {
      this.#around = false;
    }
  }

  #depart(): void {
    if (this.#over) return;
    this.#over = true;
    this.stop();
    this.#moved();
  }

  async #lookAtRooms(rooms: readonly LiveRoom[]): Promise<void> {
    for (let at = 0; at < rooms.length; at += CHUNK) {
      await this.#compare(rooms.slice(at, at + CHUNK));
    }
  }

  async #compare(rooms: readonly LiveRoom[]): Promise<void> {
    const { store, chat, views } = this.#shared;
    // What a room has come to while the store was asked, the answer cannot know of.
    const before = rooms.map((room) => room.seen);
    const heads = await store.rooms.heads(rooms.map((room) => room.id));
    await Promise.all(rooms.map((room, at) => {
      const head = heads.get(room.id);
      if (!head) return this.#close(room);
      if (head.aclRev !== room.aclRev) {
        chat.forgetRoom(room.id);
        views.mark(room);
      }
      return room.compare(head, before[at]!);
    }));
  }

  #close(room: LiveRoom): void {
    const { rooms, roll } = this.#shared;
    if (rooms.get(room.id) !== room) return;
    for (const peer of roll) {
      if (peer.rooms.get(room.id) === room) peer.expel(room);
    }
    rooms.drop(room.id);
  }

  async #lookAtPeople(users: readonly number[]): Promise<void> {
    const { store, roll } = this.#shared;
    for (let at = 0; at < users.length; at += CHUNK) {
      const some = users.slice(at, at + CHUNK);
      const revs = await store.people.revs(some);
      for (const user of some) {
        for (const peer of roll.of(user)) {
          if (peer.session.rev !== revs.get(user)) void peer.refresh();
        }
      }
    }
  }

  async #try(look: () => Promise<void>): Promise<void> {
    if (this.#over) return;
    try {
      await look();
      if (this.#away) this.#shared.log.info("ws.poll.back");
      this.#away = false;
    } catch (error) {
      // Once an outage: sockets stay open, and it all goes on when the store is back.
      if (!this.#away) this.#shared.log.warn("ws.poll.away", { why: (error as Error)?.name });
      this.#away = true;
    }
  }
}
