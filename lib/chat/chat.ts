import type { Clock } from "./clock.ts";
import { Forbidden, Invalid, NotFound } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Message, Room, User } from "./model.ts";
import { parseName } from "./name.ts";
import {
  type Ack,
  type DeleteInput,
  type EditInput,
  Posting,
  type PostInput,
  type ReactInput,
} from "./posting.ts";
import { Rights } from "./rights.ts";
import { randomSlug, slugOf } from "./slug.ts";
import type { Access, Page, PageQuery, RoomChange, Store } from "./store.ts";

/** What Chat works with. */
export interface ChatParts {
  store: Store;
  clock: Clock;
  log: Log;
  /** Off for load tests only. */
  rateLimits?: boolean;
}

/** A room that somebody wants to make; `members` are invited at once. */
export interface RoomInput {
  name: string;
  topic?: string | undefined;
  kind?: "public" | "private" | undefined;
  members?: readonly number[] | undefined;
}

type Listener<T> = (news: T) => void;

/**
 * The chat itself: everything that HTTP and the socket let people do. Each method takes the person
 * first, finds what it works on through them, and throws a `ChatError` where it cannot.
 */
export class Chat {
  readonly #store: Store;
  readonly #rights: Rights;
  readonly #posting: Posting;
  readonly #changed: Listener<RoomChange>[] = [];
  readonly #unknown: Listener<readonly number[]>[] = [];
  readonly #moved: Listener<number>[] = [];

  constructor({ store, clock, log, rateLimits = true }: ChatParts) {
    this.#store = store;
    this.#rights = new Rights(store.rooms, clock);
    this.#posting = new Posting({
      store: store.messages,
      rights: this.#rights,
      clock,
      log,
      rateLimits,
      changed: (change) => this.#changed.forEach((told) => told(change)),
      unknown: (rooms) => this.#unknown.forEach((told) => told(rooms)),
    });
  }

  /** Tells of each change of a room that was committed here, after its COMMIT. */
  onChange(told: Listener<RoomChange>): void {
    this.#changed.push(told);
  }

  /** Tells of rooms in which a commit may or may not have taken place: look at the store. */
  onUnknown(told: Listener<readonly number[]>): void {
    this.#unknown.push(told);
  }

  /** Tells of each person whose rooms have changed here. */
  onMove(told: Listener<number>): void {
    this.#moved.push(told);
  }

  /** Posts a message; resolves after COMMIT, also if it was posted before under this id. */
  post(author: User, input: PostInput): Promise<Ack> {
    return this.#posting.post(author, input);
  }

  /** Gives an own message another text; resolves as `post` does. */
  edit(author: User, input: EditInput): Promise<Ack> {
    return this.#posting.edit(author, input);
  }

  /** Deletes an own message; resolves as `post` does. */
  delete(author: User, input: DeleteInput): Promise<Ack> {
    return this.#posting.delete(author, input);
  }

  /** Puts a reaction on a message, or takes it off; resolves as `post` does. */
  react(author: User, input: ReactInput): Promise<Ack> {
    return this.#posting.react(author, input);
  }

  /** The person's rooms, and the public ones. */
  rooms(user: number): Promise<Room[]> {
    return this.#store.rooms.visibleTo(user);
  }

  /** A room of the person's, or a public one. */
  async room(user: number, which: { id: number } | { slug: string }): Promise<Room> {
    const room = await this.#store.rooms.find(user, which);
    if (!room) throw new NotFound("the room");
    return room;
  }

  /** The rooms that the person is a member of. */
  memberships(user: number): Promise<readonly Access[]> {
    return this.#store.rooms.memberships(user);
  }

  /** A stretch of the history of a room that the person is a member of. */
  async history(user: number, room: number, query: PageQuery): Promise<Page> {
    await this.#requireMember(user, room);
    return await this.#store.messages.page(room, query, user);
  }

  /** The message that an ack of the person's is about. */
  async acked(user: number, ack: Ack): Promise<Message> {
    const { messages } = await this.history(user, ack.room, { around: ack.seq, limit: 1 });
    const [message] = messages;
    if (message?.seq !== ack.seq) throw new NotFound("the message");
    return message;
  }

  /** Makes a room; its maker is its owner. */
  async createRoom(user: number, input: RoomInput): Promise<Room> {
    const name = parseName(input.name).shown;
    const topic = parseTopic(input.topic ?? "");
    const kind = input.kind ?? "public";
    const members = [...new Set([user, ...input.members ?? []])];
    await this.#requirePeople(members, "members");
    const slug = kind === "public" ? slugOf(name) : randomSlug();
    const id = await this.#store.rooms.create({ slug, name, topic, kind, members });
    this.#move(id, members);
    return await this.room(user, { id });
  }

  /** Makes the person a member of a public room. */
  async join(user: number, room: number): Promise<void> {
    const access = await this.#requireAccess(user, room);
    if (access.role) return;
    await this.#store.rooms.admit(room, user);
    this.#move(room, [user]);
  }

  /** Makes somebody else a member of a room that the person is in. */
  async invite(user: number, room: number, guest: number): Promise<void> {
    const access = await this.#requireMember(user, room);
    if (access.kind === "direct") throw new Forbidden("Nobody can be added to a direct room");
    await this.#requirePeople([guest], "user");
    await this.#store.rooms.admit(room, guest);
    this.#move(room, [guest]);
  }

  /** Ends the person's membership. */
  async leave(user: number, room: number): Promise<void> {
    const access = await this.#requireMember(user, room);
    if (access.kind === "direct") throw new Forbidden("A direct room cannot be left");
    await this.#store.rooms.dismiss(room, user);
    this.#move(room, [user]);
  }

  /** The one direct room of the two; made if it is not there yet. */
  async direct(user: number, other: number): Promise<Room> {
    if (user === other) {
      throw new Invalid("Cannot open a direct room with oneself", { field: "user" });
    }
    await this.#requirePeople([other], "user");
    const id = await this.#store.rooms.direct([user, other]);
    this.#move(id, [user, other]);
    return await this.room(user, { id });
  }

  /** Drops what is remembered of a room's rights: its `acl_rev` has changed. */
  forgetRoom(room: number): void {
    this.#rights.forgetRoom(room);
  }

  /** Drops what is remembered of a person's rights: their `rev` has changed. */
  forgetPerson(user: number): void {
    this.#rights.forgetPerson(user);
  }

  /** Takes no more messages; resolves when those that were taken are answered. */
  drain(): Promise<void> {
    return this.#posting.drain();
  }

  #move(room: number, users: readonly number[]): void {
    this.#rights.forgetRoom(room);
    for (const user of users) this.#moved.forEach((told) => told(user));
  }

  async #requireAccess(user: number, room: number): Promise<Access> {
    const access = await this.#rights.of(user, room);
    if (!access) throw new NotFound("the room");
    return access;
  }

  async #requireMember(user: number, room: number): Promise<Access> {
    const access = await this.#requireAccess(user, room);
    if (!access.role) throw new Forbidden("Only members may do this in this room");
    return access;
  }

  async #requirePeople(ids: readonly number[], field: string): Promise<void> {
    const there = await this.#store.people.revs(ids);
    if (there.size < ids.length) throw new Invalid(`Cannot find a person of ${field}`, { field });
  }
}

function parseTopic(topic: string): string {
  if (topic.length > LIMITS.topic) {
    const why = `it has ${topic.length} units, at most ${LIMITS.topic} allowed`;
    throw new Invalid(`Cannot take topic: ${why}`, { field: "topic" });
  }
  if (/[\p{Cc}\p{Cs}]/u.test(topic)) {
    throw new Invalid("Cannot take topic: it has a control character", { field: "topic" });
  }
  return topic.trim();
}
