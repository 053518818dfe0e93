import { Conflict, NotFound, TooLarge } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Notify, Room, User } from "@/lib/chat/model.ts";
import type {
  Access,
  Head,
  NewRoom,
  ReadMark,
  RoomChanges,
  RoomMember,
  RoomStore,
} from "@/lib/chat/store.ts";
import { admit } from "./admit.ts";
import { amendRoom } from "./amend_room.ts";
import { appoint } from "./appoint.ts";
import { inChunks } from "./chunks.ts";
import { accessOf } from "./codec.ts";
import { dismiss } from "./dismiss.ts";
import type { Engine } from "./engine.ts";
import { eraseRoom } from "./erase_room.ts";
import { storeId } from "./identity.ts";
import { makeDirect } from "./make_direct.ts";
import { makeRoom } from "./make_room.ts";
import { memberIdsOf, membersNamed, membersOf, readersOf, readsOf } from "./members.ts";
import { readMarks } from "./read_marks.ts";
import { roomWith, standings, toRooms, visibleRooms } from "./room_queries.ts";
import { touchPeople } from "./touch.ts";

const BY_NAME = new Intl.Collator("und", { sensitivity: "base", numeric: true });

/** Rooms and who is in them, in SQL. */
export class KyselyRooms implements RoomStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  visibleTo(user: number): Promise<Room[]> {
    return this.#listed(
      visibleRooms(this.#engine, user).where("rooms.archived_at", "is", null),
    );
  }

  archivedOf(user: number): Promise<Room[]> {
    return this.#listed(
      visibleRooms(this.#engine, user).where("rooms.archived_at", "is not", null)
        .where("rooms.erased_at", "is", null).where("own.role", "=", "owner"),
    );
  }

  async find(
    user: number,
    room: { id: number } | { slug: string },
    { archived = false }: { archived?: boolean } = {},
  ): Promise<Room | undefined> {
    const visible = visibleRooms(this.#engine, user).where("rooms.erased_at", "is", null)
      .where((eb) => {
        const alive = eb("rooms.archived_at", "is", null);
        return archived ? eb.or([alive, eb("own.role", "=", "owner")]) : alive;
      });
    if ("id" in room) return (await this.#read(visible.where("rooms.id", "=", room.id)))[0];
    const [present] = await this.#read(visible.where("rooms.slug", "=", room.slug));
    if (present !== undefined) return present;
    const [moved] = await this.#read(
      visible.innerJoin("old_slugs", "old_slugs.room_id", "rooms.id")
        .where("old_slugs.slug", "=", room.slug),
    );
    return moved;
  }

  async seenBy(room: number, users: readonly number[]): Promise<Map<number, Room>> {
    const engine = this.#engine;
    const rows = await inChunks(users, (chunk) => roomWith(engine, room, chunk).execute());
    await engine.identity.checkOrVerify(engine.db, rows);
    const rooms = await toRooms(engine, rows);
    return new Map(rows.map(({ viewer }, at) => [viewer, rooms[at]!]));
  }

  async access(user: number, room: number): Promise<Access | undefined> {
    const row = await standings(this.#engine, user).where("rooms.id", "=", room)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    this.#engine.identity.check([row]);
    return accessOf(row);
  }

  async memberships(user: number): Promise<Access[]> {
    const rows = await standings(this.#engine, user).where("own.user_id", "is not", null)
      .execute();
    this.#engine.identity.check(rows);
    return rows.map(accessOf);
  }

  create(room: NewRoom): Promise<number> {
    return makeRoom(this.#engine, room);
  }

  amend(room: number, changes: RoomChanges): Promise<void> {
    return amendRoom(this.#engine, room, changes);
  }

  erase(room: number): Promise<void> {
    return eraseRoom(this.#engine, room);
  }

  admit(room: number, user: number, { forgive } = { forgive: true }): Promise<boolean> {
    return admit(this.#engine, { room, user, forgive });
  }

  dismiss(room: number, user: number): Promise<boolean> {
    return dismiss(this.#engine, { room, user });
  }

  appoint(room: number, user: number, role: "owner" | "member"): Promise<void> {
    return appoint(this.#engine, { room, user, role });
  }

  async setNotify(room: number, user: number, notify: Notify): Promise<void> {
    const { db, identity } = this.#engine;
    const { numUpdatedRows } = await db.updateTable("memberships").set({ notify })
      .where("room_id", "=", room).where("user_id", "=", user).where(identity.isMeant)
      .executeTakeFirstOrThrow();
    // The person's other devices show it too.
    if (numUpdatedRows > 0n) return await touchPeople(db, [user]);
    await identity.verify(db);
    throw new NotFound("member");
  }

  members(room: number, options: { limit: number; after?: number }): Promise<RoomMember[]> {
    return membersOf(this.#engine, room, options);
  }

  memberIds(rooms: readonly number[]): Promise<Map<number, number[]>> {
    return memberIdsOf(this.#engine, rooms);
  }

  membersNamed(room: number, nameKeys: readonly string[]): Promise<Map<string, number>> {
    return membersNamed(this.#engine, room, nameKeys);
  }

  read(marks: readonly ReadMark[]): Promise<void> {
    return readMarks(this.#engine, marks);
  }

  readsOf(
    room: number,
    users: readonly number[],
  ): Promise<Map<number, { seq: number; told: boolean }>> {
    return readsOf(this.#engine, room, users);
  }

  readers(room: number, seq: number): Promise<User[]> {
    return readersOf(this.#engine, room, seq);
  }

  async direct(users: readonly number[]): Promise<number> {
    const people = [...new Set(users)];
    if (people.length < 2) throw new Conflict("Cannot make direct room: it takes two people");
    if (people.length > LIMITS.direct) {
      const [count, most] = [people.length, LIMITS.direct];
      throw new TooLarge(`Cannot make direct room: ${count} people, at most ${most} allowed`);
    }
    const { id, made } = await makeDirect(this.#engine, people);
    if (made) return id;
    // Who has left it is in it again.
    const rows = await this.#engine.db.selectFrom("memberships").select("user_id")
      .where("room_id", "=", id).execute();
    const there = new Set(rows.map(({ user_id }) => user_id));
    for (const user of people) if (!there.has(user)) await this.admit(id, user);
    return id;
  }

  async heads(rooms: readonly number[]): Promise<Map<number, Head>> {
    const { db, identity } = this.#engine;
    const rows = await inChunks(
      rooms,
      (chunk) =>
        db.selectFrom("rooms").select(["id", "rev", "acl_rev", storeId.as("store")])
          .where("id", "in", chunk).where("archived_at", "is", null).execute(),
    );
    identity.check(rows);
    // A room must not be taken for gone when it is the whole database that has.
    if (rows.length < rooms.length) await identity.verify(db);
    return new Map(rows.map(({ id, rev, acl_rev }) => [id, { rev, aclRev: acl_rev }]));
  }

  async #listed(rooms: ReturnType<typeof visibleRooms>): Promise<Room[]> {
    const found = await this.#read(rooms);
    return found.sort((a, b) => BY_NAME.compare(a.name, b.name) || a.id - b.id);
  }

  async #read(rooms: Pick<ReturnType<typeof visibleRooms>, "execute">): Promise<Room[]> {
    const { identity, db } = this.#engine;
    const rows = await rooms.execute();
    await identity.checkOrVerify(db, rows);
    return await toRooms(this.#engine, rows);
  }
}
