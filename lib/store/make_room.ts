import type { Kysely } from "kysely";
import type { RoomKind } from "@/lib/chat/model.ts";
import type { NewRoom } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { freeSlug } from "./free_slug.ts";
import { enrol } from "./memberships.ts";
import { pastSlugRace } from "./slug_race.ts";
import type { Tables } from "./tables.ts";
import { touchPeople } from "./touch.ts";

/** A room that is about to be, with the slug that it shall have. */
export interface RoomToBe {
  slug: string;
  name: string;
  topic: string;
  kind: RoomKind;
  directKey?: string;
  /** The first made it. */
  members: readonly number[];
}

/**
 * Makes a room and its first memberships.
 * @throws {NotFound} if one of the members is not there
 */
export function makeRoom(engine: Engine, room: NewRoom): Promise<number> {
  return pastSlugRace(async () => {
    const slug = await freeSlug(engine.db, room.slug);
    return await engine.db.transaction().execute((tx) => insertRoom(engine, tx, { ...room, slug }));
  });
}

/**
 * Makes a room, its memberships, and tells whom it concerns.
 * @throws {Unavailable} if the people are another database's
 */
export async function insertRoom(
  engine: Engine,
  tx: Kysely<Tables>,
  { slug, name, topic, kind, directKey, members }: RoomToBe,
): Promise<number> {
  await engine.identity.verify(tx);
  const people = [...new Set(members)];
  const { insertId } = await tx.insertInto("rooms").values({
    slug,
    name,
    topic,
    kind,
    direct_key: directKey ?? null,
    rev: 0,
    posts: 0,
    acl_rev: 1,
    created_by: people[0] ?? null,
    created_at: engine.now,
    archived_at: null,
  }).executeTakeFirstOrThrow();
  const id = Number(insertId);
  for (const [place, user] of people.entries()) {
    const role = place === 0 && kind !== "direct" ? "owner" : "member";
    await enrol(engine, tx, { room: { id, rev: 0, posts: 0 }, user, role });
  }
  await touchPeople(tx, people);
  return id;
}
