import { NotFound } from "@/lib/chat/errors.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import type { Name } from "@/lib/chat/name.ts";
import type {
  Credentials,
  Faces,
  NewSession,
  OwnSession,
  PeopleStore,
  Picture,
  Preferences,
  Session,
} from "@/lib/chat/store.ts";
import { acquaintancesOf, sharingWith } from "./acquaintances.ts";
import { inChunks } from "./chunks.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { eraseAccount } from "./erase_account.ts";
import { releaseUnused } from "./idle_names.ts";
import { facesSince, findPeople } from "./faces.ts";
import { storeId } from "./identity.ts";
import * as own from "./own_sessions.ts";
import * as sessions from "./people_sessions.ts";
import { pictureOf, setPicture } from "./pictures.ts";
import { findPreferences, prefer } from "./preferences.ts";
import { rename } from "./rename.ts";
import { seen } from "./seen.ts";
import { signUp } from "./sign_up.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** People, what they chose, and their sessions, in SQL. */
export class KyselyPeople implements PeopleStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  signUp(name: Name, session: NewSession, options: { join: string; role: Role }): Promise<User> {
    return signUp(this.#engine, { name, session }, options);
  }

  signIn(user: number, session: NewSession): Promise<void> {
    return sessions.signIn(this.#engine, user, session);
  }

  async credentials(nameKey: string): Promise<Credentials | undefined> {
    const row = await this.#engine.db.selectFrom("users")
      .select(["id", "name", "role", "hue", "picture", "password_hash", "banned_until"])
      .where("name_key", "=", nameKey).where("name", "<>", "").executeTakeFirst();
    if (row === undefined) return undefined;
    const { password_hash, banned_until } = row;
    return {
      user: userOf(row),
      passwordHash: password_hash ?? undefined,
      bannedUntil: banned_until ?? undefined,
    };
  }

  findSession(tokenHash: Hash): Promise<Session | undefined> {
    return sessions.findSession(this.#engine, tokenHash);
  }

  renewSession(tokenHash: Hash, ttlSeconds: number): Promise<void> {
    return sessions.renewSession(this.#engine, tokenHash, ttlSeconds);
  }

  useSession(tokenHash: Hash): Promise<void> {
    return sessions.useSession(this.#engine, tokenHash);
  }

  turnSession(tokenHash: Hash, next: { tokenHash: Hash; confirmed: boolean }): Promise<boolean> {
    return sessions.turnSession(this.#engine, tokenHash, next);
  }

  endSession(tokenHash: Hash): Promise<void> {
    return sessions.endSession(this.#engine, tokenHash);
  }

  sessionsOf(user: number): Promise<OwnSession[]> {
    return own.sessionsOf(this.#engine, user);
  }

  endSessionOf(user: number, id: string): Promise<boolean> {
    return own.endSessionOf(this.#engine, user, id);
  }

  endOthers(user: number, keep: Hash | undefined): Promise<number> {
    return own.endOthers(this.#engine, user, keep);
  }

  acknowledgeDevices(user: number, by?: Hash): Promise<void> {
    return own.acknowledgeDevices(this.#engine, user, by);
  }

  rename(user: number, name: Name): Promise<User> {
    return rename(this.#engine, user, name);
  }

  setPassword(user: number, passwordHash: string): Promise<void> {
    const { db, identity } = this.#engine;
    return db.transaction().execute(async (tx) => {
      await identity.verify(tx);
      const { numUpdatedRows } = await tx.updateTable("users")
        .set({ password_hash: passwordHash }).where("id", "=", user).where("name", "<>", "")
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new NotFound("person");
    });
  }

  async passwordHash(user: number): Promise<string | undefined> {
    const row = await this.#engine.db.selectFrom("users")
      .select(["password_hash", storeId.as("store")]).where("id", "=", user).executeTakeFirst();
    if (row !== undefined) this.#engine.identity.check([row]);
    return row?.password_hash ?? undefined;
  }

  preferences(user: number): Promise<Preferences> {
    return findPreferences(this.#engine, user);
  }

  prefer(user: number, changes: Partial<Preferences>): Promise<void> {
    return prefer(this.#engine, user, changes);
  }

  picture(user: number): Promise<Picture | undefined> {
    return pictureOf(this.#engine, user);
  }

  setPicture(user: number, picture: Omit<Picture, "number"> | undefined): Promise<void> {
    return setPicture(this.#engine, user, picture);
  }

  erase(user: number): Promise<number[]> {
    return eraseAccount(this.#engine, user);
  }

  release(user: number): Promise<number[]> {
    return releaseUnused(this.#engine, user);
  }

  find(users: readonly number[]): Promise<Map<number, User>> {
    return findPeople(this.#engine, users);
  }

  acquaintances(user: number, options: { like?: string; limit: number }): Promise<User[]> {
    return acquaintancesOf(this.#engine, user, options);
  }

  sharing(user: number, others: readonly number[]): Promise<Set<number>> {
    return sharingWith(this.#engine, user, others);
  }

  seen(users: readonly number[]): Promise<void> {
    return seen(this.#engine, users);
  }

  facesSince(rev: number): Promise<Faces> {
    return facesSince(this.#engine, rev);
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
}
