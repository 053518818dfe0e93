import { sql } from "kysely";
import type { Role } from "@/lib/chat/model.ts";
import type { AuditEntry, AuditNote, ModerationStore, Report, Undoing } from "@/lib/chat/store.ts";
import { auditOf, takeUndo } from "./audit.ts";
import { writeNote } from "./audit_note.ts";
import { ban, isBanned, unban } from "./bans.ts";
import { changePerson } from "./change_person.ts";
import { decide } from "./decide.ts";
import type { Engine } from "./engine.ts";
import { forgetDecisions, forgetUndo } from "./forget_decisions.ts";
import { fromNow } from "./from_now.ts";
import { KNOCK_S } from "./held_names.ts";
import { storeId } from "./identity.ts";
import { removeMember } from "./remove_member.ts";
import { closeReport, findReport, openReports, report } from "./reports.ts";
import { setRole } from "./set_role.ts";

/** Nobody waits longer than an hour to be let in. */

interface Waiting {
  store: string | null;
  reports: number;
  knocks: number;
}

/** Decisions about people, in SQL. */
export class KyselyModeration implements ModerationStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async mute(user: number, seconds: number, note: AuditNote): Promise<number> {
    const muted_until = seconds === 0 ? null : fromNow(this.#engine, seconds);
    const { id } = await decide(
      this.#engine,
      note,
      (tx) => changePerson(tx, user, { muted_until }),
    );
    return id;
  }

  async ban(
    user: number,
    options: { seconds: number; address: boolean },
    note: AuditNote,
  ): Promise<{ id: number; addresses: string[] }> {
    const engine = this.#engine;
    const { id, result: addresses } = await decide(
      engine,
      note,
      (tx) => ban(engine, tx, { user, ...options }),
    );
    return { id, addresses };
  }

  async unban(user: number, note: AuditNote): Promise<number> {
    return (await decide(this.#engine, note, (tx) => unban(tx, user))).id;
  }

  isBanned(
    of: { deviceHash: Uint8Array<ArrayBuffer> | undefined; address: string },
  ): Promise<boolean> {
    return isBanned(this.#engine, of);
  }

  async remove(room: number, user: number, note: AuditNote): Promise<number> {
    const engine = this.#engine;
    return (await decide(engine, note, (tx) => removeMember(engine, tx, { room, user }))).id;
  }

  async setRole(user: number, role: Role, note: AuditNote): Promise<number> {
    const engine = this.#engine;
    return (await decide(engine, note, (tx) => setRole(engine, tx, { user, role }))).id;
  }

  async note(note: AuditNote): Promise<number> {
    return (await decide(this.#engine, note, () => Promise.resolve())).id;
  }

  audit(options: { limit: number; before?: number; room?: number }): Promise<AuditEntry[]> {
    return auditOf(this.#engine, options);
  }

  takeUndo(id: number, options?: { actor?: number }): Promise<Undoing | undefined> {
    return takeUndo(this.#engine, id, options);
  }

  report(
    of: { room: number; seq: number; reporter: number; reason: string },
  ): Promise<void> {
    return report(this.#engine, of);
  }

  reports(options: { limit: number }): Promise<Report[]> {
    return openReports(this.#engine, options);
  }

  findReport(id: number): Promise<Report | undefined> {
    return findReport(this.#engine, id);
  }

  closeReport(id: number, note: AuditNote): Promise<boolean> {
    const engine = this.#engine;
    return engine.db.transaction().execute(async (tx) => {
      await engine.identity.verify(tx);
      if (!await closeReport(engine, tx, id)) return false;
      await writeNote(engine, tx, note);
      return true;
    });
  }

  async waiting(): Promise<{ reports: number; knocks: number }> {
    const { db, identity } = this.#engine;
    const since = fromNow(this.#engine, -KNOCK_S);
    const { rows: [row] } = await sql<Waiting>`select ${storeId} as store,
      (select count(*) from reports where closed_at is null) as reports,
      (select count(*) from knocks where refused_at is null and ${sql.ref("at")} > ${since})
        as knocks`.execute(db);
    identity.check([row!]);
    return { reports: row!.reports, knocks: row!.knocks };
  }

  forgetUndo(): Promise<number> {
    return forgetUndo(this.#engine);
  }

  forget(): Promise<number> {
    return forgetDecisions(this.#engine);
  }
}
