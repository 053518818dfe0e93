import type { Kysely } from "kysely";
import type { Message } from "@/lib/chat/model.ts";
import type {
  Change,
  Committed,
  MessageStore,
  Outcome,
  Page,
  PageQuery,
  Revision,
  Since,
} from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import type { MessageRow } from "./codec.ts";
import { commit } from "./commit.ts";
import type { Engine } from "./engine.ts";
import { findDeeds } from "./find_deeds.ts";
import { forgetActions } from "./forget_actions.ts";
import { forgetMessages } from "./forget_messages.ts";
import { storeId } from "./identity.ts";
import { messagesOf, toMessages } from "./message_queries.ts";
import { pageOf } from "./page_of.ts";
import { pinnedRows } from "./pins.ts";
import { revisionsOf } from "./revisions.ts";
import type { Tables } from "./tables.ts";
import { vouchedRows } from "./vouched_rows.ts";

/** Messages, their order and their changes, in SQL. */
export class KyselyMessages implements MessageStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  commit(batch: readonly Change[]): Promise<Committed> {
    return commit(this.#engine, batch);
  }

  async outcome(author: number, id: string): Promise<Outcome | undefined> {
    const deeds = await findDeeds(this.#engine.db, [{ author, id }]);
    return deeds.of(author, id);
  }

  page(room: number, query: PageQuery, viewer?: number): Promise<Page> {
    return pageOf(this.#engine, room, query, viewer);
  }

  async since(room: number, rev: number, limit: number): Promise<Since> {
    const { db } = this.#engine;
    const { rows, head } = await vouchedRows(
      this.#engine,
      room,
      messagesOf(db, room).where("messages.rev", ">", rev)
        .orderBy("messages.rev").limit(limit + 1),
    );
    const more = rows.length > limit;
    const messages = await toMessages(db, rows.slice(0, limit));
    const last = messages.at(-1)?.rev ?? 0;
    return { messages, to: more ? last : Math.max(head, last), more };
  }

  find(room: number, seqs: readonly number[], viewer?: number): Promise<Message[]> {
    return this.#told(
      (db) =>
        inChunks(seqs, (chunk) =>
          messagesOf(db, room).select(storeId.as("store"))
            .where("messages.seq", "in", chunk).orderBy("messages.seq").execute()),
      viewer,
    );
  }

  replies(
    room: number,
    seq: number,
    { limit, after = 0, viewer }: { limit: number; after?: number; viewer?: number },
  ): Promise<Message[]> {
    return this.#told(
      (db) =>
        messagesOf(db, room).select(storeId.as("store")).where("messages.reply_to", "=", seq)
          .where("messages.seq", ">", after).where("messages.deleted_at", "is", null)
          .orderBy("messages.seq").limit(limit).execute(),
      viewer,
    );
  }

  revisions(room: number, seq: number): Promise<Revision[]> {
    return revisionsOf(this.#engine, { room_id: room, seq });
  }

  async pins(room: number, viewer?: number): Promise<Message[]> {
    const { db } = this.#engine;
    return await toMessages(db, await pinnedRows(this.#engine, room), viewer);
  }

  forgetActions(): Promise<number> {
    return forgetActions(this.#engine);
  }

  forgetMessages(): Promise<number> {
    return forgetMessages(this.#engine);
  }

  /** Messages of rows that say themselves which database they are of. */
  async #told(
    read: (db: Kysely<Tables>) => Promise<(MessageRow & { store: string | null })[]>,
    viewer: number | undefined,
  ): Promise<Message[]> {
    const { db, identity } = this.#engine;
    const rows = await read(db);
    await identity.checkOrVerify(db, rows);
    return await toMessages(db, rows, viewer);
  }
}
