import type { OwnEntry, OwnQuery, OwnStore } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { callsOn, entriesOf, savedBy } from "./own_lists.ts";
import { save } from "./save.ts";

/** What is one person's alone, in SQL. */
export class KyselyOwn implements OwnStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  save(user: number, message: { room: number; seq: number }, on: boolean): Promise<void> {
    return save(this.#engine, { user, ...message, on });
  }

  saved(user: number, query: OwnQuery): Promise<OwnEntry[]> {
    return entriesOf(this.#engine, savedBy(this.#engine, user), { user, ...query });
  }

  async savedIn(user: number, room: number, seqs: readonly number[]): Promise<Set<number>> {
    const { db, identity } = this.#engine;
    if (seqs.length === 0) return new Set();
    const rows = await db.selectFrom("saves").select(["seq", storeId.as("store")])
      .where("user_id", "=", user).where("room_id", "=", room).where("seq", "in", seqs).execute();
    await identity.checkOrVerify(db, rows);
    return new Set(rows.map(({ seq }) => seq));
  }

  mentions(user: number, query: OwnQuery): Promise<OwnEntry[]> {
    return entriesOf(this.#engine, callsOn(this.#engine, user), { user, ...query });
  }
}
