import { type Kysely, sql } from "kysely";
import { Conflict, NotFound } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Name } from "@/lib/chat/name.ts";
import type { NewSession, PeopleStore, Session } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import { sessionOf, userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { enrol } from "./memberships.ts";
import { DuplicateKey } from "./sql_connection.ts";
import type { Tables } from "./tables.ts";
import { touchPeople, touchRoom } from "./touch.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** People and their sessions, in SQL. */
export class KyselyPeople implements PeopleStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async signUp(name: Name, session: NewSession, join: string): Promise<User> {
    const engine = this.#engine;
    try {
      return await engine.db.transaction().execute(async (tx) => {
        const found = await tx.selectFrom("rooms").select("id").where("slug", "=", join)
          .executeTakeFirst();
        if (found === undefined) throw new NotFound("room");
        const room = await lockRoom(engine, tx, found.id);
        const user = await this.#insertPerson(tx, name);
        await enrol(engine, tx, { room, user: user.id, role: "member" });
        await this.#insertSession(tx, user.id, session);
        await touchRoom(tx, room.id);
        return user;
      });
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      throw new Conflict("Name is taken", { field: "name", cause: error });
    }
  }

  async findSession(tokenHash: Hash): Promise<Session | undefined> {
    const row = await this.#engine.db.selectFrom("sessions")
      .innerJoin("users", "users.id", "sessions.user_id")
      .select(["users.id", "users.name", "users.role", "users.rev", "users.banned_until"])
      .select("sessions.expires_at")
      .where("sessions.token_hash", "=", tokenHash)
      .where("sessions.expires_at", ">", this.#engine.now)
      .executeTakeFirst();
    return row === undefined ? undefined : sessionOf(row);
  }

  async renewSession(tokenHash: Hash, ttlSeconds: number): Promise<void> {
    const { db, now } = this.#engine;
    await db.updateTable("sessions").set({ expires_at: this.#from(ttlSeconds) })
      .where("token_hash", "=", tokenHash).where("expires_at", ">", now).execute();
  }

  async endSession(tokenHash: Hash): Promise<void> {
    await this.#engine.db.transaction().execute(async (tx) => {
      const session = await tx.selectFrom("sessions").select("user_id")
        .where("token_hash", "=", tokenHash).executeTakeFirst();
      if (session === undefined) return;
      await tx.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
      await touchPeople(tx, [session.user_id]);
    });
  }

  async revs(users: readonly number[]): Promise<Map<number, number>> {
    const rows = await inChunks(
      users,
      (chunk) =>
        this.#engine.db.selectFrom("users").select(["id", "rev"]).where("id", "in", chunk)
          .execute(),
    );
    return new Map(rows.map(({ id, rev }) => [id, rev]));
  }

  async #insertPerson(tx: Kysely<Tables>, { shown, key }: Name): Promise<User> {
    const { now } = this.#engine;
    const person = { name: shown, role: "member" as const };
    const { insertId } = await tx.insertInto("users").values({
      ...person,
      name_key: key,
      password_hash: null,
      rev: 1,
      locale: null,
      created_at: now,
      seen_at: now,
      banned_until: null,
    }).executeTakeFirstOrThrow();
    return userOf({ id: Number(insertId), ...person });
  }

  async #insertSession(tx: Kysely<Tables>, user: number, session: NewSession): Promise<void> {
    await tx.insertInto("sessions").values({
      token_hash: session.tokenHash,
      user_id: user,
      created_at: this.#engine.now,
      expires_at: this.#from(session.ttlSeconds),
      device: session.device,
      address: session.address,
    }).execute();
  }

  #from(seconds: number) {
    return sql<number>`${this.#engine.now} + ${seconds * 1_000}`;
  }
}
