import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import type { LineMember, PageLine } from "./page_line.ts";
import { hearPresence, NOBODY, type Presence } from "./presence.ts";
import { Pulls } from "./pulls.ts";
import * as counting from "./room_counts.ts";
import type { Outgoing } from "./socket.ts";
import { StoppableClock } from "./stoppable_clock.ts";

/** What the server's page already knows. */
export interface RoomsFeedProps {
  me: User;
  rooms: readonly Room[];
  /** The room on this page: its own feed asks for what is missing of it. */
  current?: number | undefined;
  /** People who are here, and those of them who are idle, by id. */
  online?: readonly number[];
  away?: readonly number[];
}

/** Where the list of rooms meets the browser. */
export interface RoomsFeedOptions {
  line: PageLine;
  /** Goes to another page: nobody is signed in here any more. */
  leave(): void;
  /** The room on this page is not there for the person any more. */
  gone(room: Room): void;
  /** Asks the server for one room; `undefined`: it has none to give. */
  load(room: number): Promise<Room | undefined>;
  clock?: Clock;
}

/** A room, how much of it is unread, and up to where nothing of it is missing. */
interface Held {
  room: Room;
  counts: counting.RoomCounts;
  cursor: number;
}

/** The rooms at the side of a page as they live: what is unread, who is here, what changes. */
export class RoomsFeed {
  /** The person on this page. */
  readonly me;
  /** By name, with what is unread by now. */
  readonly rooms: ReadonlySignal<readonly Room[]>;
  readonly presence: Signal<Presence>;
  /** Whoever has another name or face, the last of them. */
  readonly changed = signal<User | undefined>(undefined);
  /** What waits for those who see to the server; `undefined`: the page knows. */
  readonly waiting = signal<number | undefined>(undefined);
  readonly #held = signal<ReadonlyMap<number, Held>>(new Map());
  readonly #current: number | undefined;
  readonly #options: RoomsFeedOptions;
  readonly #clock: StoppableClock;
  readonly #pulls = new Map<number, Pulls>();
  #letGo: (() => void) | undefined;
  /** The database that the last greeting was from. */
  #store: string | undefined;

  constructor(props: RoomsFeedProps, options: RoomsFeedOptions) {
    const { me, rooms, current, online = [], away = [] } = props;
    this.me = signal(me);
    this.presence = signal({ online: new Set(online), away: new Set(away) });
    this.#current = current;
    this.#options = options;
    this.#clock = new StoppableClock(options.clock);
    this.#takeAll(rooms);
    this.rooms = computed(() =>
      [...this.#held.value.values()].map(({ room, counts }) => ({
        ...room,
        ...counting.unreadOf(counts),
      }))
    );
  }

  /** Begins to live. */
  start(): void {
    this.#letGo ??= this.#options.line.join(this.#member);
  }

  /** Lets go of the connection, and leaves no timer. */
  stop(): void {
    this.#letGo?.();
    this.#letGo = undefined;
    this.#pulls.clear();
    this.#clock.stop();
  }

  get #member(): LineMember {
    return {
      heard: (frame) => this.#hear(frame),
      sent: (frame) => this.#say(frame),
      ended: () => this.#options.leave(),
    };
  }

  #hear(frame: ServerFrame): void {
    switch (frame.t) {
      case "welcome":
        return this.#greeted(frame);
      case "events":
        return this.#takeEvents(frame);
      case "head":
        return this.#follow(frame.room, frame.rev, frame.rev);
      case "reset":
        return void this.#recount(frame.room);
      case "room":
        return this.#takeRoom(frame.room);
      case "gone":
        return this.#lose(frame.room);
      case "read":
        return this.#takeRead(frame.room, frame.reads[this.me.value.id]);
      case "presence":
        this.presence.value = hearPresence(this.presence.value, frame);
        return;
      case "waiting":
        this.waiting.value = frame.knocks + frame.reports;
        return;
      case "person":
        return this.#rename(frame.user);
      case "nack":
        if (frame.re === "pull" && frame.room) this.#pulls.get(frame.room)?.refused(frame);
    }
  }

  /** What the page has read itself nobody tells it. */
  #say(frame: Outgoing): void {
    if (frame.t === "read") this.#takeRead(frame.room, frame.seq);
  }

  #greeted({ store, me, rooms, online, away = [] }: FrameOf<"welcome">): void {
    // In another database the same ids are others'; a room's own feed judges that for its page.
    const astray = this.#current === undefined && store !== (this.#store ?? store);
    if (me.id !== this.me.value.id || astray) return this.#options.leave();
    this.#store = store;
    this.me.value = me;
    this.#clock.stop();
    this.#pulls.clear();
    this.#takeAll(rooms);
    this.presence.value = hearPresence(NOBODY, { online, away });
  }

  #takeEvents({ room, from, to, messages, more }: FrameOf<"events">): void {
    const me = this.me.value.id;
    this.#change(room, (held) => ({
      ...held,
      counts: counting.hearMessages(held.counts, messages, me),
    }));
    this.#follow(room, from, to);
    if (more) this.#pull(room);
  }

  /** All changes in (from, to] have been told; if some before them are missing, asks for those. */
  #follow(room: number, from: number, to: number): void {
    const held = this.#held.value.get(room);
    if (!held || held.cursor >= to) return;
    if (from > held.cursor) return this.#pull(room);
    this.#change(room, () => ({ ...held, cursor: to }));
    this.#pulls.get(room)?.heard(from);
  }

  #pull(room: number): void {
    if (room === this.#current) return;
    const cursor = () => this.#held.value.get(room)?.cursor ?? 0;
    const pulls = this.#pulls.get(room) ?? new Pulls({
      ...{ cursor, clock: this.#clock },
      send: (since) => this.#options.line.send({ t: "pull", room, since }),
    });
    this.#pulls.set(room, pulls);
    pulls.ask(cursor());
  }

  #lose(room: number): void {
    const held = this.#held.value.get(room);
    this.#change(room, () => undefined);
    if (held && room === this.#current) this.#options.gone(held.room);
  }

  #takeRead(room: number, seq: number | undefined): void {
    if (seq === undefined) return;
    this.#change(room, (held) => ({ ...held, counts: counting.hearRead(held.counts, seq) }));
  }

  #takeRoom(room: Room): void {
    const held = this.#held.value.get(room.id);
    const counts = held ? counting.hearRoom(held.counts, room) : counting.openCounts(room);
    const cursor = Math.max(held?.cursor ?? 0, room.rev);
    this.#takeHeld([...this.#held.value.values()].filter((one) => one !== held), {
      ...{ room, counts, cursor },
    });
  }

  /** Too much was missed to be told one by one. */
  async #recount(id: number): Promise<void> {
    const room = await this.#options.load(id);
    if (room && this.#letGo) this.#takeRoom(room);
  }

  #rename(user: User): void {
    this.changed.value = user;
    if (user.id === this.me.value.id) this.me.value = user;
    const renamed = (room: Room): Room =>
      !room.with?.some(({ id }) => id === user.id)
        ? room
        : { ...room, with: room.with.map((one) => one.id === user.id ? user : one) };
    this.#takeHeld(
      [...this.#held.value.values()].map((held) => ({ ...held, room: renamed(held.room) })),
    );
  }

  #takeAll(rooms: readonly Room[]): void {
    this.#held.value = new Map(
      rooms.map((room) => [
        room.id,
        { room, counts: counting.openCounts(room), cursor: room.rev },
      ]),
    );
  }

  #takeHeld(others: readonly Held[], ...added: readonly Held[]): void {
    const all = [...others, ...added].sort((a, b) =>
      labelOf(a.room).localeCompare(labelOf(b.room))
    );
    this.#held.value = new Map(all.map((held) => [held.room.id, held]));
  }

  #change(room: number, change: (held: Held) => Held | undefined): void {
    const held = this.#held.value.get(room);
    if (!held) return;
    const all = new Map(this.#held.value);
    const changed = change(held);
    if (changed) all.set(room, changed);
    else all.delete(room);
    this.#held.value = all;
  }
}

function labelOf({ name, with: others = [] }: Room): string {
  return name || others.map((one) => one.name).join();
}
