import { Allowances } from "./allowances.ts";
import type { Clock } from "./clock.ts";
import { ChatError, Conflict, NotFound } from "./errors.ts";
import { forwarded } from "./forwarded.ts";
import { LIMITS } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Message, Room, User } from "./model.ts";
import { mayForward, mayRead, maySeeReaders } from "./policy.ts";
import {
  type Ack,
  type DeleteInput,
  type EditInput,
  type ForwardInput,
  type PinInput,
  Posting,
  type PostInput,
  type ReactInput,
  type RestoreInput,
} from "./posting.ts";
import { Rights } from "./rights.ts";
import type { SystemLine } from "./system_line.ts";
import type {
  Access,
  OwnEntry,
  OwnQuery,
  Page,
  PageQuery,
  ReadMark,
  Revision,
  RoomChange,
  ServerSettings,
  Store,
} from "./store.ts";

/** What Chat works with. */
export interface ChatParts {
  store: Store;
  clock: Clock;
  log: Log;
  /** Calls back in the next turn of the event loop; left out: at once. */
  soon?: (run: () => void) => void;
  /** Off for load tests only. */
  rateLimits?: boolean;
  /** How the door stands, no older than a second; left out: asked of the store each time. */
  settings?: { now(): Promise<Pick<ServerSettings, "guestsDirect">> };
}

/** How far somebody says that they have read; `back`: also backwards. */
export type ReadInput = Pick<ReadMark, "room" | "seq"> & { back?: boolean | undefined };

/** Who has read a message, of how many members. */
export interface Readers {
  readers: User[];
  members: number;
}

/** Whether somebody said that they have read, or wrote, and so must have. */
export type ReadBy = "read" | "post";

type Listener<T> = (news: T) => void;
type ReadListener = (mark: ReadMark, by: ReadBy) => void;

/**
 * What is said in rooms: everything that HTTP and the socket let people read and write. Each method
 * takes the person first, finds what it works on through them, and throws a `ChatError` where it
 * cannot.
 */
export class Chat {
  readonly #store: Store;
  readonly #rights: Rights;
  readonly #posting: Posting;
  readonly #log: Log;
  readonly #allowances: Allowances;
  readonly #changed: Listener<RoomChange>[] = [];
  readonly #unknown: Listener<readonly number[]>[] = [];
  readonly #moved: Listener<number>[] = [];
  readonly #read: ReadListener[] = [];

  constructor(parts: ChatParts) {
    const { store, clock, log, soon, rateLimits = true } = parts;
    const settings = parts.settings ?? { now: () => store.server.settings() };
    this.#store = store;
    this.#allowances = new Allowances({ now: () => clock.now(), rateLimits });
    this.#log = log;
    this.#rights = new Rights(store.rooms, clock);
    this.#posting = new Posting({
      store: store.messages,
      rooms: store.rooms,
      files: store.files,
      rights: this.#rights,
      clock,
      log,
      soon,
      rateLimits,
      guestsDirect: async () => (await settings.now()).guestsDirect,
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

  /** Tells of each person whose rooms, rights, name or looks have changed here. */
  onMove(told: Listener<number>): void {
    this.#moved.push(told);
  }

  /** Tells of each step that somebody reads further, which is not written down yet. */
  onRead(told: ReadListener): void {
    this.#read.push(told);
  }

  /** Posts a message; resolves after COMMIT, also if it was posted before under this id. */
  async post(author: User, input: PostInput): Promise<Ack> {
    return this.#posted(author, await this.#posting.post(author, input));
  }

  /** Gives an own message another text; resolves as `post` does. */
  edit(author: User, input: EditInput): Promise<Ack> {
    return this.#posting.edit(author, input);
  }

  /** Deletes a message: one's own, or any where one sees to the room. Resolves as `post` does. */
  delete(author: User, input: DeleteInput): Promise<Ack> {
    return this.#posting.delete(author, input);
  }

  /** Deletes a message that was reported; whoever calls has made sure of that. */
  deleteReported(moderator: User, input: DeleteInput): Promise<Ack> {
    return this.#posting.deleteReported(moderator, input);
  }

  /** Takes a moderator's deletion back; whoever calls has made sure that it may be. */
  restore(moderator: User, input: RestoreInput): Promise<Ack> {
    return this.#posting.restore(moderator, input);
  }

  /** Puts a reaction on a message, or takes it off; resolves as `post` does. */
  react(author: User, input: ReactInput): Promise<Ack> {
    return this.#posting.react(author, input);
  }

  /** Keeps a message in view of the whole room, or no more; resolves as `post` does. */
  pin(author: User, input: PinInput): Promise<Ack> {
    return this.#posting.pin(author, input);
  }

  /**
   * Posts a message of one room to another, as a quote with copies of its files; resolves as `post`
   * does.
   *
   * @throws {Conflict} if it is deleted
   * @throws {Forbidden} if nobody wrote it, or the person may not write in the other room
   */
  async forward(author: User, { id, room, seq, to }: ForwardInput): Promise<Ack> {
    let quote: { body: string; files: string[] };
    try {
      quote = await this.#quoted(author.id, { room, seq });
    } catch (error) {
      return await this.#posting.settle(author, id, error);
    }
    const { body, files } = quote;
    return this.#posted(author, await this.#posting.forward(author, { id, room: to, body }, files));
  }

  /**
   * Tells in a room what has happened there; who did it may be no member any more. Never throws:
   * what cannot be told has happened all the same.
   */
  async tell(author: User, room: number, line: SystemLine): Promise<void> {
    try {
      await this.#posting.tell(author, room, line);
    } catch (error) {
      const why = error instanceof ChatError ? error.code : "internal";
      // Whoever left last has taken the room into the archive.
      if (why === "not_found") return;
      this.#log.warn("tell.failed", { room, line: line.event, why });
    }
  }

  /** The person's rooms, and the public ones. */
  rooms(user: number): Promise<Room[]> {
    return this.#store.rooms.visibleTo(user);
  }

  /** A room of the person's, or a public one; with `archived` also one that they own there. */
  async room(
    user: number,
    which: { id: number } | { slug: string },
    options: { archived?: boolean } = {},
  ): Promise<Room> {
    const room = await this.#store.rooms.find(user, which, options);
    if (!room) throw new NotFound("the room");
    return room;
  }

  /** The rooms that the person is a member of. */
  memberships(user: number): Promise<readonly Access[]> {
    return this.#store.rooms.memberships(user);
  }

  /** The person's standing in a room. @throws {NotFound} if they do not see it */
  async access(user: number, room: number): Promise<Access> {
    const access = await this.#rights.of(user, room);
    if (!access) throw new NotFound("the room");
    return access;
  }

  /**
   * A stretch of the history of a room that the person is a member of.
   * @throws {RateLimited} if they turn pages faster than anybody reads
   */
  async history(user: number, room: number, query: PageQuery): Promise<Page> {
    this.#allowances.take("pages", user);
    return await this.page(user, room, query);
  }

  /** As `history`, for what has a limit of its own. */
  async page(user: number, room: number, query: PageQuery): Promise<Page> {
    mayRead(await this.access(user, room));
    return await this.#store.messages.page(room, query, user);
  }

  /** One message of a room that the person is a member of. */
  async message(user: number, { room, seq }: { room: number; seq: number }): Promise<Message> {
    mayRead(await this.access(user, room));
    return await this.#message(user, { room, seq });
  }

  /** Replies to a message, ascending by `seq`; `after` exclusive. */
  async replies(
    user: number,
    { room, seq }: { room: number; seq: number },
    { limit = LIMITS.page, after }: { limit?: number; after?: number | undefined } = {},
  ): Promise<Message[]> {
    this.#allowances.take("pages", user);
    await this.message(user, { room, seq });
    const from = after === undefined ? {} : { after };
    return await this.#store.messages.replies(room, seq, { limit, viewer: user, ...from });
  }

  /** Earlier texts of a message, oldest first. */
  async revisions(
    user: number,
    { room, seq }: { room: number; seq: number },
  ): Promise<Revision[]> {
    await this.message(user, { room, seq });
    return await this.#store.messages.revisions(room, seq);
  }

  /** The room's pinned messages, the latest pin first. */
  async pins(user: number, room: number): Promise<Message[]> {
    this.#allowances.take("pages", user);
    mayRead(await this.access(user, room));
    return await this.#store.messages.pins(room, user);
  }

  /** Puts a message aside for the person alone, or takes it away. */
  async save(
    user: number,
    { room, seq }: { room: number; seq: number },
    on: boolean,
  ): Promise<void> {
    this.#allowances.take("saves", user);
    await this.message(user, { room, seq });
    await this.#store.own.save(user, { room, seq }, on);
  }

  /** What the person has put aside, the latest first. */
  async saved(user: number, query: OwnQuery): Promise<OwnEntry[]> {
    this.#allowances.take("lists", user);
    return await this.#store.own.saved(user, query);
  }

  /** Whether the person has put a message aside. */
  async isSaved(user: number, { room, seq }: { room: number; seq: number }): Promise<boolean> {
    return (await this.#store.own.savedIn(user, room, [seq])).has(seq);
  }

  /** Messages of others that call the person, the latest first. */
  async mentions(user: number, query: OwnQuery): Promise<OwnEntry[]> {
    this.#allowances.take("lists", user);
    return await this.#store.own.mentions(user, query);
  }

  /** The message that an ack of the person's is about, also where they only see to the room. */
  async acked(user: number, ack: Ack): Promise<Message> {
    await this.access(user, ack.room);
    return await this.#message(user, ack);
  }

  /** Takes it that the person has read up to a message; listeners write it down. */
  async read(user: number, { room, seq, back }: ReadInput): Promise<void> {
    mayRead(await this.access(user, room));
    this.#tellRead({ user, room, seq, ...(back ? { back } : {}) }, "read");
  }

  /** Who has read a message, of those who let others know. @throws {Forbidden} in large rooms */
  async readers(user: number, room: number, seq: number): Promise<Readers> {
    const access = await this.access(user, room);
    mayRead(access);
    // Of a crowd it is not told how large it is.
    const { members = Infinity } = await this.room(user, { id: room });
    maySeeReaders(access, members);
    await this.#message(user, { room, seq });
    return { readers: await this.#store.rooms.readers(room, seq), members };
  }

  /** Drops what is remembered of a room's rights: its `acl_rev` has changed. */
  forgetRoom(room: number): void {
    this.#rights.forgetRoom(room);
  }

  /** Drops what is remembered of a person's rights: their `rev` has changed. */
  forgetPerson(user: number): void {
    this.#rights.forgetPerson(user);
  }

  /** Takes it that rights have changed, of these people or in a room, and tells of the people. */
  move(users: readonly number[], room?: number): void {
    if (room !== undefined) this.#rights.forgetRoom(room);
    for (const user of users) {
      this.#rights.forgetPerson(user);
      this.#moved.forEach((told) => told(user));
    }
  }

  /** Takes no more messages; resolves when those that were taken are answered. */
  drain(): Promise<void> {
    return this.#posting.drain();
  }

  /** Whoever wrote must have read. */
  #posted(author: User, ack: Ack): Ack {
    const { room, seq } = ack;
    if (!ack.dup) this.#tellRead({ user: author.id, room, seq }, "post");
    return ack;
  }

  async #quoted(
    user: number,
    of: { room: number; seq: number },
  ): Promise<{ body: string; files: string[] }> {
    const message = await this.message(user, of);
    if (message.deleted) throw new Conflict("The message is deleted");
    mayForward(message);
    const body = forwarded(message, await this.room(user, { id: of.room }));
    return { body, files: (message.files ?? []).map(({ id }) => id) };
  }

  #tellRead(mark: ReadMark, by: ReadBy): void {
    this.#read.forEach((told) => told(mark, by));
  }

  async #message(user: number, { room, seq }: { room: number; seq: number }): Promise<Message> {
    const [message] = await this.#store.messages.find(room, [seq], user);
    if (!message) throw new NotFound("the message");
    return message;
  }
}
