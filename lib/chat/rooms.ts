import { Allowances } from "./allowances.ts";
import type { Chat } from "./chat.ts";
import type { Clock } from "./clock.ts";
import { Conflict, Invalid, NotFound } from "./errors.ts";
import { FIRST_ROOM } from "./first_room.ts";
import { LIMITS } from "./limits.ts";
import type { Notify, Room, User } from "./model.ts";
import { parseName } from "./name.ts";
import {
  mayAppoint,
  mayCreateRoom,
  mayEditRoom,
  mayEraseRoom,
  mayInvite,
  mayJoin,
  mayLeave,
  mayRead,
  mayRemove,
  mayRemoveSomebody,
  mayWriteDirect,
} from "./policy.ts";
import { linesOn, planRoomChanges, type RoomWish, tellableName } from "./room_changes.ts";
import { randomSlug, slugOf } from "./slug.ts";
import type {
  Access,
  AuditNote,
  NewRoom,
  RoomChanges,
  RoomMember,
  ServerSettings,
  Store,
} from "./store.ts";
import { parseTopic } from "./topic.ts";

export type { RoomWish } from "./room_changes.ts";

/** What Rooms works with. */
export interface RoomsParts {
  store: Store;
  chat: Chat;
  clock: Clock;
  /** Off for load tests only. */
  rateLimits?: boolean;
  /** How the door stands, no older than a second; left out: asked of the store each time. */
  settings?: { now(): Promise<Pick<ServerSettings, "guestsDirect">> };
}

/** A room that somebody wants to make; `members` are invited at once. */
export interface RoomInput {
  name: string;
  topic?: string | undefined;
  kind?: NewRoom["kind"] | undefined;
  members?: readonly number[] | undefined;
}

/** A room after a change; `undo` names the decision, where it can be taken back within 10 s. */
export interface Amended {
  room: Room;
  undo?: number;
}

/** More people than these are not looked at one by one: the poll sees them within a second. */
const LOOKED_AT = 50;

/**
 * Rooms and who is in them. Each method takes the person first, finds the room through them, and
 * throws a `ChatError` where it cannot: `NotFound`, `Forbidden`, `Conflict`, `Invalid` or
 * `RateLimited`.
 */
export class Rooms {
  readonly #store: Store;
  readonly #chat: Chat;
  readonly #allowances: Allowances;
  readonly #settings: { now(): Promise<Pick<ServerSettings, "guestsDirect">> };

  constructor({ store, chat, clock, rateLimits = true, settings }: RoomsParts) {
    this.#store = store;
    this.#chat = chat;
    this.#allowances = new Allowances({ now: () => clock.now(), rateLimits });
    this.#settings = settings ?? { now: () => store.server.settings() };
  }

  /** Makes a room; its maker is its owner, and people they share a room with are in it at once. */
  async create(actor: User, input: RoomInput): Promise<Room> {
    mayCreateRoom(actor);
    const name = parseName(input.name).shown;
    const topic = parseTopic(input.topic ?? "");
    const kind = input.kind ?? "public";
    const others = [...new Set(input.members ?? [])].filter((id) => id !== actor.id);
    this.#allowances.take("rooms", actor.id);
    await this.#requireAcquainted(actor, others, "members");
    const slug = kind === "private" ? randomSlug() : slugOf(name);
    const members = [actor.id, ...others];
    const id = await this.#store.rooms.create({ slug, name, topic, kind, members });
    this.#move(members, id);
    return await this.#chat.room(actor.id, { id });
  }

  /** Changes a room itself; of one in the archive, only that it is there. */
  async amend(actor: User, id: number, wish: RoomWish): Promise<Amended> {
    const { room, access } = await this.#find(actor, id);
    mayEditRoom(access, wish);
    const { changes, notes } = planRoomChanges(room, wish);
    if (room.archived && changes.archived !== false) throw new Conflict("The room is archived");
    this.#allowances.take("changes", actor.id);
    const members = await this.#memberIds(id);
    if (Object.keys(changes).length > 0) await this.#store.rooms.amend(id, changes);
    this.#move(members, id);
    for (const line of linesOn(room, changes)) await this.#chat.tell(actor, id, line);
    const undo = await this.#note(notes.map((note) => ({ ...note, actor: actor.id, room: id })));
    // A host who shuts a room may not see it any more.
    const after = await this.#store.rooms.find(actor.id, { id }, { archived: true });
    return { room: after ?? shut(room, changes), ...(undo === undefined ? {} : { undo }) };
  }

  /** Ends a room for good. */
  async erase(actor: User, id: number): Promise<void> {
    const { room, access } = await this.#find(actor, id);
    mayEraseRoom(access);
    if (room.slug === FIRST_ROOM) throw new Conflict("The first room stays");
    const members = await this.#memberIds(id);
    await this.#store.rooms.erase(id);
    this.#move(members, id);
    const about = { actor: actor.id, room: id, detail: tellableName(room) };
    await this.#note([{ action: "delete_room", ...about }]);
  }

  /** Makes the person a member of a room that everybody sees. */
  async join(actor: User, room: number): Promise<void> {
    const access = await this.#chat.access(actor.id, room);
    mayJoin(access);
    if (access.role) return;
    this.#allowances.take("moves", actor.id);
    const joined = await this.#store.rooms.admit(room, actor.id, { forgive: false });
    this.#move([actor.id], room);
    if (joined) await this.#chat.tell(actor, room, { event: "joined" });
  }

  /** Makes somebody whom the person shares a room with a member of a room that the person is in. */
  async invite(actor: User, room: number, guest: number): Promise<void> {
    const access = await this.#chat.access(actor.id, room);
    const forgive = mayInvite(access);
    this.#allowances.take("invites", actor.id);
    await this.#requireAcquainted(actor, [guest], "user");
    const joined = await this.#store.rooms.admit(room, guest, { forgive });
    this.#move([guest], room);
    if (joined) await this.#tellOf(actor, { event: "invited", user: guest, room });
  }

  /** Ends the person's membership. */
  async leave(actor: User, room: number): Promise<void> {
    mayLeave(await this.#chat.access(actor.id, room));
    const left = await this.#store.rooms.dismiss(room, actor.id);
    this.#move([actor.id], room);
    if (left) await this.#chat.tell(actor, room, { event: "left" });
  }

  /** Puts a member out, who cannot come back by themselves. @returns what names it for an undo */
  async remove(actor: User, room: number, user: number): Promise<number> {
    const access = await this.#chat.access(actor.id, room);
    mayRemoveSomebody(access);
    const { role, standing } = await this.#member(user, room);
    mayRemove(actor, access, { id: user, role: standing, membership: role });
    const undo = JSON.stringify({ role });
    const note: AuditNote = { actor: actor.id, action: "remove", target: user, room, undo };
    const id = await this.#store.moderation.remove(room, user, note);
    this.#move([user], room);
    await this.#tellOf(actor, { event: "removed", user, room });
    return id;
  }

  /** Makes a member an owner, or an owner a member. */
  async appoint(
    actor: User,
    room: number,
    { user, role }: { user: number; role: "owner" | "member" },
  ): Promise<void> {
    mayAppoint(await this.#chat.access(actor.id, room));
    await this.#member(user, room);
    await this.#store.rooms.appoint(room, user, role);
    this.#move([user], room);
  }

  /** Which messages of the room the person wants to be told of. */
  async setNotify(actor: User, room: number, notify: Notify): Promise<void> {
    mayRead(await this.#chat.access(actor.id, room));
    await this.#store.rooms.setNotify(room, actor.id, notify);
    this.#move([actor.id], room);
  }

  /** Members by name, owners first; `after`: the id of the last one that is known. */
  async members(
    actor: User,
    room: number,
    { limit, after }: { limit: number; after?: number | undefined },
  ): Promise<RoomMember[]> {
    await this.#chat.access(actor.id, room);
    const from = after === undefined ? {} : { after };
    return await this.#store.rooms.members(room, { limit, ...from });
  }

  /** The one direct room of the person and these others; made if it is not there yet. */
  async direct(actor: User, others: readonly number[]): Promise<Room> {
    mayWriteDirect(actor, await this.#settings.now());
    const people = [...new Set([actor.id, ...others])];
    if (people.length < 2 || people.length > LIMITS.direct) {
      const why = `${people.length} people, 2 to ${LIMITS.direct} allowed`;
      throw new Invalid(`Cannot open a direct room: ${why}`, { field: "users" });
    }
    this.#allowances.take("conversations", actor.id);
    await this.#requireAcquainted(actor, people.slice(1), "user");
    const id = await this.#store.rooms.direct(people);
    this.#move(people, id);
    return await this.#chat.room(actor.id, { id });
  }

  /** Rooms of the person's own in the archive. */
  archived(actor: User): Promise<Room[]> {
    return this.#store.rooms.archivedOf(actor.id);
  }

  async #tellOf(
    actor: User,
    { event, user, room }: { event: "invited" | "removed"; user: number; room: number },
  ): Promise<void> {
    const name = (await this.#store.people.find([user])).get(user)?.name;
    if (name) await this.#chat.tell(actor, room, { event, name });
  }

  #move(users: readonly number[], room: number): void {
    this.#chat.move(users.slice(0, LOOKED_AT), room);
  }

  async #memberIds(room: number): Promise<readonly number[]> {
    return (await this.#store.rooms.memberIds([room])).get(room) ?? [];
  }

  /** A room that the person sees, or owns in the archive, where rights are not asked for. */
  async #find(actor: User, id: number): Promise<{ room: Room; access: Access }> {
    const room = await this.#chat.room(actor.id, { id }, { archived: true });
    if (!room.archived) return { room, access: await this.#chat.access(actor.id, id) };
    const { kind, role, locked = false, slow = 0 } = room;
    const rights = { aclRev: 0, standing: actor.role, mutedUntil: undefined, excluded: false };
    return { room, access: { room: id, kind, role, locked, slow, ...rights } };
  }

  async #member(
    user: number,
    room: number,
  ): Promise<Access & { role: NonNullable<Access["role"]> }> {
    const access = await this.#store.rooms.access(user, room);
    if (!access?.role) throw new NotFound("the member");
    return { ...access, role: access.role };
  }

  // One that is there and unknown to the person is refused like one that is not there.
  async #requireAcquainted(actor: User, others: readonly number[], field: string): Promise<void> {
    if (others.length === 0) return;
    const known = await this.#store.people.sharing(actor.id, others);
    if (others.some((id) => !known.has(id))) throw new NotFound("the person", { field });
  }

  /** Writes decisions down. @returns the id of the last that can be undone */
  async #note(notes: readonly AuditNote[]): Promise<number | undefined> {
    let undo: number | undefined;
    for (const note of notes) {
      const id = await this.#store.moderation.note(note);
      if (note.undo !== undefined) undo = id;
    }
    return undo;
  }
}

function shut(room: Room, { kind, archived }: RoomChanges): Room {
  return { ...room, ...(kind ? { kind } : {}), ...(archived ? { archived } : {}) };
}
