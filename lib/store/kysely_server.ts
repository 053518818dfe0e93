import { sql } from "kysely";
import type { Role, User } from "@/lib/chat/model.ts";
import type { Name } from "@/lib/chat/name.ts";
import type {
  Knock,
  KnockState,
  Link,
  LinkKind,
  NewSession,
  Resident,
  ServerSettings,
  ServerStore,
} from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { findKnock, knock, knocksWaiting, letIn, turnAway } from "./knocks.ts";
import { makeLink, peekLink, spendLink } from "./links.ts";
import { residentsOf } from "./residents.ts";
import { readSettings, writeSettings } from "./settings_rows.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** The server's own, in SQL. */
export class KyselyServer implements ServerStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  settings(): Promise<ServerSettings> {
    return readSettings(this.#engine);
  }

  set(changes: Partial<ServerSettings>): Promise<void> {
    return writeSettings(this.#engine, changes);
  }

  makeLink(
    link: { kind: LinkKind; user?: number; hash: Hash; ttlSeconds: number },
  ): Promise<void> {
    return makeLink(this.#engine, link);
  }

  peekLink(hash: Hash): Promise<Link | undefined> {
    return peekLink(this.#engine, hash);
  }

  useLink(hash: Hash): Promise<Link | undefined> {
    return spendLink(this.#engine, hash);
  }

  async hasHost(): Promise<boolean> {
    const row = await this.#engine.db.selectFrom("users").select("id").where("role", "=", "host")
      .where("name", "<>", "").limit(1).executeTakeFirst();
    return row !== undefined;
  }

  knock(name: Name, session: NewSession): Promise<void> {
    return knock(this.#engine, name, session);
  }

  knocks(): Promise<Knock[]> {
    return knocksWaiting(this.#engine);
  }

  findKnock(tokenHash: Hash): Promise<KnockState | undefined> {
    return findKnock(this.#engine, tokenHash);
  }

  letIn(id: number, options: { join: string; role: Role }): Promise<User | undefined> {
    return letIn(this.#engine, id, options);
  }

  turnAway(id: number): Promise<boolean> {
    return turnAway(this.#engine, id);
  }

  residents(options: { like?: string; limit: number; after?: number }): Promise<Resident[]> {
    return residentsOf(this.#engine, options);
  }

  async population(): Promise<number> {
    const row = await this.#engine.db.selectFrom("users").select(sql<number>`count(*)`.as("n"))
      .where("name", "<>", "").executeTakeFirstOrThrow();
    return row.n;
  }
}
