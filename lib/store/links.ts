import { NotFound } from "@/lib/chat/errors.ts";
import type { Link, LinkKind } from "@/lib/chat/store.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { fromNow } from "./from_now.ts";
import { lockIdentity } from "./lock_identity.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** A link that is about to be. */
export interface NewLink {
  kind: LinkKind;
  user?: number;
  hash: Hash;
  ttlSeconds: number;
}

/**
 * Writes down a one-time link; earlier ones of its kind and person die.
 * @throws {NotFound} if the person is not there
 */
export async function makeLink(
  engine: Engine,
  { kind, user, hash, ttlSeconds }: NewLink,
): Promise<void> {
  const { db, now } = engine;
  await db.transaction().execute(async (tx) => {
    // Of two who make one at once, the later kills the earlier's.
    await lockIdentity(engine, tx);
    if (user !== undefined) {
      const person = await tx.selectFrom("users").select("id").where("id", "=", user)
        .where("name", "<>", "").executeTakeFirst();
      if (person === undefined) throw new NotFound("person");
    }
    await tx.deleteFrom("links").where("kind", "=", kind)
      .where("user_id", user === undefined ? "is" : "=", user ?? null).execute();
    await tx.deleteFrom("links").where("expires_at", "<=", now).execute();
    await tx.insertInto("links").values({
      token_hash: hash,
      kind,
      user_id: user ?? null,
      created_at: now,
      expires_at: fromNow(engine, ttlSeconds),
      used_at: null,
    }).execute();
  });
}

/** The unused link with this hash. */
export async function peekLink(engine: Engine, hash: Hash): Promise<Link | undefined> {
  const row = await linkRow(engine, hash).where("links.used_at", "is", null)
    .where("links.expires_at", ">", engine.now).executeTakeFirst();
  return linkOf(row);
}

/** Uses a link up: one statement decides who of many does. */
export async function spendLink(engine: Engine, hash: Hash): Promise<Link | undefined> {
  const { db, now } = engine;
  const { numUpdatedRows } = await db.updateTable("links").set({ used_at: now })
    .where("token_hash", "=", hash).where("used_at", "is", null).where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return undefined;
  return linkOf(await linkRow(engine, hash).executeTakeFirst());
}

type LinkRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof linkRow>["executeTakeFirst"]>>
>;

function linkRow({ db }: Engine, hash: Hash) {
  return db.selectFrom("links").leftJoin("users", "users.id", "links.user_id")
    .select(["links.kind", "links.expires_at"])
    .select(["users.id", "users.name", "users.role", "users.hue", "users.picture"])
    .where("links.token_hash", "=", hash);
}

function linkOf(row: LinkRow | undefined): Link | undefined {
  if (row === undefined) return undefined;
  const { kind, expires_at: expiresAt, id, name, role, hue, picture } = row;
  if (kind === "host") return { kind, user: undefined, expiresAt };
  // The account was deleted at the moment the link was made.
  if (id === null || role === null || name === null || name === "") return undefined;
  return { kind, user: userOf({ id, name, role, hue, picture }), expiresAt };
}
