import type { Kysely } from "kysely";
import type { NewRoom } from "@/lib/chat/store.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { enrol } from "./memberships.ts";
import { DuplicateKey } from "./sql_connection.ts";
import type { Tables } from "./tables.ts";
import { touchPeople } from "./touch.ts";

const NUMBERED = 100;
const TRIES = 5;

/** A room that is about to be, with the slug that it shall have. */
export interface RoomToBe {
  slug: string;
  name: string;
  topic: string;
  kind: "public" | "private" | "direct";
  directKey?: string;
  /** The first made it. */
  members: readonly number[];
}

/**
 * Makes a room and its first memberships.
 * @throws {NotFound} if one of the members is not there
 */
export async function makeRoom(engine: Engine, room: NewRoom): Promise<number> {
  for (let tries = 1;; tries++) {
    const slug = await freeSlug(engine, room.slug);
    try {
      return await engine.db.transaction().execute((tx) =>
        insertRoom(engine, tx, { ...room, slug })
      );
    } catch (error) {
      // Somebody took the slug between our look and our word.
      if (!(error instanceof DuplicateKey)) throw error;
      if (tries === TRIES) throw new Unavailable(undefined, { cause: error });
    }
  }
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

async function freeSlug({ db }: Engine, wanted: string): Promise<string> {
  const names = [wanted];
  for (let number = 2; number <= NUMBERED; number++) names.push(`${wanted}-${number}`);
  const rows = await db.selectFrom("rooms").select("slug").where("slug", "in", names).execute();
  const taken = new Set(rows.map(({ slug }) => slug));
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `${wanted}-${bytes.toHex()}`;
}
