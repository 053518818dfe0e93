import type { Kysely } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import type { Name } from "@/lib/chat/name.ts";
import type { NewSession } from "@/lib/chat/store.ts";
import { claimName, taken } from "./claim_name.ts";
import type { Engine } from "./engine.ts";
import { isReserved } from "./held_names.ts";
import { lockRooms } from "./lock_rooms.ts";
import { enrol } from "./memberships.ts";
import { insertSession } from "./people_sessions.ts";
import type { Tables } from "./tables.ts";
import { touchRoom } from "./touch.ts";

/** Somebody about to be a person here. */
export interface Newcomer {
  name: Name;
  role: Role;
  session: NewSession;
  /** The room that they are in from the first second, if there is one. */
  room: number | undefined;
}

/** Makes a person who is signed in. @throws as `PeopleStore.signUp` does */
export async function signUp(
  engine: Engine,
  { name, session }: { name: Name; session: NewSession },
  { join, role }: { join: string; role: Role },
): Promise<User> {
  const room = await roomToJoin(engine, join);
  const rooms = room === undefined ? [] : [room];
  return await claimName(engine, { key: name.key, rooms }, async (tx) => {
    const person = await insertNewcomer(engine, tx, { name, role, session, room });
    if (await isReserved(engine, tx, { key: name.key })) throw taken();
    return person;
  });
}

/**
 * The room of this address, also of an earlier one of its; `undefined` if it is closed to newcomers
 * by now: that must not keep anybody out of the server.
 * @throws {NotFound} if there never was such a room
 */
export async function roomToJoin({ db }: Engine, slug: string): Promise<number | undefined> {
  const row = await db.selectFrom("rooms").select(["id", "kind", "archived_at", "erased_at"])
    .where((eb) =>
      eb.or([
        eb("slug", "=", slug),
        eb("id", "=", eb.selectFrom("old_slugs").select("room_id").where("slug", "=", slug)),
      ])
    ).executeTakeFirst();
  if (row === undefined) throw new NotFound("room");
  const open = row.kind === "public" || row.kind === "announcement";
  return open && row.archived_at === null && row.erased_at === null ? row.id : undefined;
}

/**
 * Makes the person, their membership and their session.
 * @throws {DuplicateKey} if the name's key is taken
 */
export async function insertNewcomer(
  engine: Engine,
  tx: Kysely<Tables>,
  { name, role, session, room }: Newcomer,
): Promise<User> {
  const locked = room === undefined ? undefined : (await lockRooms(engine, tx, [room])).get(room);
  if (locked === undefined) await engine.identity.verify(tx);
  const { now } = engine;
  const person = { name: name.shown, role };
  const { insertId } = await tx.insertInto("users").values({
    ...person,
    name_key: name.key,
    password_hash: null,
    rev: 1,
    locale: null,
    created_at: now,
    seen_at: now,
    banned_until: null,
  }).executeTakeFirstOrThrow();
  const id = Number(insertId);
  if (locked !== undefined) {
    await enrol(engine, tx, { room: locked, user: id, role: "member" });
    await touchRoom(tx, locked.id);
  }
  await insertSession(engine, tx, { user: id, session, isNew: false });
  return { id, ...person };
}
