import { NotFound } from "@/lib/chat/errors.ts";
import type { Preferences } from "@/lib/chat/store.ts";
import { preferencesOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { markFace } from "./mark_face.ts";

/** The columns that hold what a person has chosen. */
export const CHOSEN = [
  ...["users.hue", "users.locale", "users.theme", "users.reads_private"] as const,
  ...["users.seen_shown", "users.notify_off", "users.enter_breaks", "users.typing_off"] as const,
] as const;

/** What a person has chosen. @throws {NotFound} if they are not there */
export async function findPreferences(
  { db, identity }: Engine,
  user: number,
): Promise<Preferences> {
  const row = await db.selectFrom("users").select(CHOSEN).select(storeId.as("store"))
    .where("id", "=", user).where("name", "<>", "").executeTakeFirst();
  if (row === undefined) throw new NotFound("person");
  identity.check([row]);
  return preferencesOf(row);
}

/** Changes some of what a person has chosen. @throws {NotFound} if they are not there */
export function prefer(
  engine: Engine,
  user: number,
  changes: Partial<Preferences>,
): Promise<void> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    if ("hue" in changes) await markFace(engine, tx, user);
    const row = rowOf(changes);
    if (Object.keys(row).length === 0) return;
    const { numUpdatedRows } = await tx.updateTable("users").set(row).where("id", "=", user)
      .where("name", "<>", "").executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new NotFound("person");
  });
}

function rowOf(changes: Partial<Preferences>) {
  const { hue, locale, theme, readsPrivate, seenShown, notify, enterBreaks, typing } = changes;
  return {
    ...("hue" in changes ? { hue: hue ?? null } : {}),
    ...("locale" in changes ? { locale: locale ?? null } : {}),
    ...("theme" in changes ? { theme: theme ?? null } : {}),
    ...(readsPrivate === undefined ? {} : { reads_private: readsPrivate ? 1 : 0 }),
    ...(seenShown === undefined ? {} : { seen_shown: seenShown ? 1 : 0 }),
    ...(notify === undefined ? {} : { notify_off: notify ? 0 : 1 }),
    ...(enterBreaks === undefined ? {} : { enter_breaks: enterBreaks ? 1 : 0 }),
    ...(typing === undefined ? {} : { typing_off: typing ? 0 : 1 }),
  };
}
