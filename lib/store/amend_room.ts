import { type Kysely, sql } from "kysely";
import { Conflict } from "@/lib/chat/errors.ts";
import { randomSlug, slugOf } from "@/lib/chat/slug.ts";
import type { RoomChanges } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { freeSlug, keepSlug } from "./free_slug.ts";
import { lockRoom } from "./lock_rooms.ts";
import { pastSlugRace } from "./slug_race.ts";
import type { RoomsTable, Tables } from "./tables.ts";
import { touchMembers } from "./touch.ts";

type Named = Pick<RoomsTable, "slug" | "name" | "kind"> & { id: number };

/**
 * Changes a room; whoever keeps its rights reads them again. An archived one is found only to be
 * taken out of the archive, or put there once more.
 *
 * A room that becomes private has a new address that tells nothing, and none of its old ones leads
 * there; of a private room the name alone changes. One that becomes open has an address again that
 * comes from its name.
 *
 * @throws {NotFound} if it is not there
 * @throws {Conflict} if it is a direct room: it is that of its people, as it is
 */
export async function amendRoom(
  engine: Engine,
  room: number,
  changes: RoomChanges,
): Promise<void> {
  const archived = changes.archived !== undefined;
  await pastSlugRace(() =>
    engine.db.transaction().execute(async (tx) => {
      const { kind } = await lockRoom(engine, tx, room, { archived });
      if (kind === "direct") throw new Conflict("Cannot change room: it is a direct one");
      const now = await tx.selectFrom("rooms").select(["id", "slug", "name", "kind"])
        .where("id", "=", room).executeTakeFirstOrThrow();
      const slug = await moveSlug(tx, now, changes);
      await tx.updateTable("rooms").set(columnsOf(engine, changes)).set({ slug })
        .set((eb) => ({ acl_rev: eb("acl_rev", "+", 1) })).where("id", "=", room).execute();
      // Nobody has an archived room open, so that its members hear of it by themselves.
      if (changes.archived === false) await touchMembers(engine, tx, await membersOf(tx, room));
    })
  );
}

async function membersOf(tx: Kysely<Tables>, room: number): Promise<number[]> {
  const rows = await tx.selectFrom("memberships").select("user_id").where("room_id", "=", room)
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** The address that the room shall have; the one that it had leads there, or nowhere. */
async function moveSlug(tx: Kysely<Tables>, room: Named, changes: RoomChanges): Promise<string> {
  const kind = changes.kind ?? room.kind;
  if (kind === "private") {
    if (room.kind === "private") return room.slug;
    await tx.deleteFrom("old_slugs").where("room_id", "=", room.id).execute();
    return randomSlug();
  }
  if (changes.name === undefined && room.kind !== "private") return room.slug;
  const wanted = changes.name?.slug ?? slugOf(room.name);
  const slug = await freeSlug(tx, wanted, room.id);
  if (slug === room.slug) return slug;
  await tx.deleteFrom("old_slugs").where("slug", "=", slug).execute();
  await keepSlug(tx, { slug: room.slug, room: room.id });
  return slug;
}

function columnsOf({ now }: Engine, changes: RoomChanges) {
  const { name, topic, kind, slow, locked, archived } = changes;
  return {
    ...(name === undefined ? {} : { name: name.name }),
    ...(topic === undefined ? {} : { topic }),
    ...(kind === undefined ? {} : { kind }),
    ...(slow === undefined ? {} : { slow }),
    ...(locked === undefined ? {} : { locked_at: since(locked, sql`locked_at`) }),
    ...(archived === undefined ? {} : { archived_at: since(archived, sql`archived_at`) }),
  };

  function since(on: boolean, before: ReturnType<typeof sql>) {
    return on ? sql<number>`coalesce(${before}, ${now})` : null;
  }
}
