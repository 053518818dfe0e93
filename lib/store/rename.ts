import { NotFound } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Name } from "@/lib/chat/name.ts";
import { claimName, taken } from "./claim_name.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { holdName, isReserved } from "./held_names.ts";
import { markFace } from "./mark_face.ts";

/** Gives a person another name. @throws as `PeopleStore.rename` does */
export function rename(engine: Engine, user: number, { shown, key }: Name): Promise<User> {
  return claimName(engine, { key }, async (tx) => {
    await engine.identity.verify(tx);
    await markFace(engine, tx, user);
    const before = await tx.selectFrom("users").select(["id", "name_key", "role", "hue", "picture"])
      .where("id", "=", user).executeTakeFirst();
    if (before === undefined) throw new NotFound("person");
    await tx.updateTable("users").set({ name: shown, name_key: key }).where("id", "=", user)
      .execute();
    if (before.name_key !== key) {
      if (await isReserved(engine, tx, { key, owner: user })) throw taken();
      await tx.deleteFrom("held_names").where("name_key", "=", key).execute();
      await holdName(engine, tx, { key: before.name_key, user });
    }
    return userOf({ ...before, name: shown });
  });
}
