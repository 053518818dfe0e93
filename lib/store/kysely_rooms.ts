import { Conflict, NotFound } from "@/lib/chat/errors.ts";
import type { Room } from "@/lib/chat/model.ts";
import type { Access, Head, NewRoom, RoomStore } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import { accessOf, roomOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { lockRoom } from "./lock_rooms.ts";
import { makeDirect } from "./make_direct.ts";
import { makeRoom } from "./make_room.ts";
import { enrol, isMember } from "./memberships.ts";
import { standings, visibleRooms } from "./room_queries.ts";
import { touchPeople, touchRoom } from "./touch.ts";

const BY_NAME = new Intl.Collator("und", { sensitivity: "base", numeric: true });

/** Rooms and who is in them, in SQL. */
export class KyselyRooms implements RoomStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async visibleTo(user: number): Promise<Room[]> {
    const rows = await visibleRooms(this.#engine, user).execute();
    this.#engine.identity.check(rows);
    return rows.map(roomOf).sort((a, b) => BY_NAME.compare(a.name, b.name) || a.id - b.id);
  }

  async find(
    user: number,
    room: { id: number } | { slug: string },
  ): Promise<Room | undefined> {
    const visible = visibleRooms(this.#engine, user);
    const one = "id" in room
      ? visible.where("rooms.id", "=", room.id)
      : visible.where("rooms.slug", "=", room.slug);
    const row = await one.executeTakeFirst();
    if (row === undefined) return undefined;
    this.#engine.identity.check([row]);
    return roomOf(row);
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

  async admit(room: number, user: number): Promise<void> {
    await this.#engine.db.transaction().execute(async (tx) => {
      const locked = await lockRoom(this.#engine, tx, room);
      if (await isMember(tx, { room, user })) return;
      await enrol(this.#engine, tx, { room: locked, user, role: "member" });
      await touchRoom(tx, room);
      await touchPeople(tx, [user]);
    });
  }

  async dismiss(room: number, user: number): Promise<void> {
    await this.#engine.db.transaction().execute(async (tx) => {
      await lockRoom(this.#engine, tx, room);
      if (!await isMember(tx, { room, user })) return;
      await tx.deleteFrom("memberships").where("room_id", "=", room).where("user_id", "=", user)
        .execute();
      await touchRoom(tx, room);
      await touchPeople(tx, [user]);
    }).catch((error) => {
      if (!(error instanceof NotFound)) throw error;
    });
  }

  async direct(users: readonly number[]): Promise<number> {
    const people = [...new Set(users)];
    if (people.length === 0) throw new Conflict("Cannot make a direct room of nobody");
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
}
