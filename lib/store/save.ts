import type { Kysely } from "kysely";
import { NotFound, TooLarge } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** A message that a person wants put aside, or no more. */
interface Saving {
  user: number;
  room: number;
  seq: number;
  on: boolean;
}

/**
 * Puts a message aside for a person, or takes it away. What they have put aside is counted while
 * their row is locked, without those that were deleted since: nobody sees them to take them away.
 * @throws {NotFound} if the person is not there
 * @throws {TooLarge} if they have put 1,000 aside
 */
export function save(engine: Engine, { user, room, seq, on }: Saving): Promise<void> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    if (!on) {
      await tx.deleteFrom("saves").where("user_id", "=", user).where("room_id", "=", room)
        .where("seq", "=", seq).execute();
      return;
    }
    await lockPerson(engine, tx, user);
    const known = await tx.selectFrom("saves").select("at").where("user_id", "=", user)
      .where("room_id", "=", room).where("seq", "=", seq).executeTakeFirst();
    if (known !== undefined) return;
    if (await countOf(tx, user) >= LIMITS.saved) {
      throw new TooLarge(`Cannot save message: at most ${LIMITS.saved} may be put aside`);
    }
    await tx.insertInto("saves").values({ user_id: user, room_id: room, seq, at: engine.now })
      .execute();
  });
}

async function lockPerson(engine: Engine, tx: Kysely<Tables>, user: number): Promise<void> {
  const person = await tx.selectFrom("users").select("id").where("id", "=", user)
    .where("name", "<>", "").modifyEnd(engine.forUpdate).executeTakeFirst();
  if (person === undefined) throw new NotFound("person");
}

async function countOf(tx: Kysely<Tables>, user: number): Promise<number> {
  const { saved } = await tx.selectFrom("saves")
    .innerJoin(
      "messages",
      (join) =>
        join.onRef("messages.room_id", "=", "saves.room_id").onRef(
          "messages.seq",
          "=",
          "saves.seq",
        ),
    )
    .select((eb) => eb.fn.countAll<number>().as("saved"))
    .where("saves.user_id", "=", user).where("messages.deleted_at", "is", null)
    .executeTakeFirstOrThrow();
  return saved;
}
