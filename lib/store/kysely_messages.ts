import type {
  Change,
  Committed,
  MessageStore,
  Outcome,
  Page,
  PageQuery,
  Since,
} from "@/lib/chat/store.ts";
import type { MessageRow } from "./codec.ts";
import { commit } from "./commit.ts";
import type { Engine } from "./engine.ts";
import { findDeeds } from "./find_deeds.ts";
import { forgetActions } from "./forget_actions.ts";
import { forgetMessages } from "./forget_messages.ts";
import { headOf, messagesOf, toMessages } from "./message_queries.ts";

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

  async page(room: number, query: PageQuery, viewer?: number): Promise<Page> {
    const { db } = this.#engine;
    const rev = await headOf(this.#engine, room);
    const rows = await this.#stretch(room, query);
    return { messages: await toMessages(db, room, rows, viewer), rev, origins: [], replies: [] };
  }

  async since(room: number, rev: number, limit: number): Promise<Since> {
    const { db } = this.#engine;
    const head = await headOf(this.#engine, room);
    const rows = await messagesOf(db, room).where("messages.rev", ">", rev)
      .orderBy("messages.rev").limit(limit + 1).execute();
    const more = rows.length > limit;
    const messages = await toMessages(db, room, rows.slice(0, limit));
    const last = messages.at(-1)?.rev ?? 0;
    return { messages, to: more ? last : Math.max(head, last), more };
  }

  find(): Promise<never> {
    throw new Error("Cannot find: not built yet");
  }

  replies(): Promise<never> {
    throw new Error("Cannot find: not built yet");
  }

  revisions(): Promise<never> {
    throw new Error("Cannot find: not built yet");
  }

  pins(): Promise<never> {
    throw new Error("Cannot find: not built yet");
  }

  forgetActions(): Promise<number> {
    return forgetActions(this.#engine);
  }

  forgetMessages(): Promise<number> {
    return forgetMessages(this.#engine);
  }

  async #stretch(room: number, query: PageQuery): Promise<MessageRow[]> {
    const { limit } = query;
    if ("at" in query) throw new Error("Cannot page: not built yet");
    if ("after" in query) return await this.#from(room, query.after + 1, limit);
    if (!("around" in query)) return await this.#before(room, query.before, limit);
    const older = Math.floor(limit / 2);
    return [
      ...await this.#before(room, query.around, older),
      ...await this.#from(room, query.around, limit - older),
    ];
  }

  async #before(room: number, seq: number | undefined, limit: number): Promise<MessageRow[]> {
    const rows = await messagesOf(this.#engine.db, room)
      .$if(seq !== undefined, (messages) => messages.where("messages.seq", "<", seq!))
      .orderBy("messages.seq", "desc").limit(limit).execute();
    return rows.reverse();
  }

  #from(room: number, seq: number, limit: number): Promise<MessageRow[]> {
    return messagesOf(this.#engine.db, room).where("messages.seq", ">=", seq)
      .orderBy("messages.seq").limit(limit).execute();
  }
}
