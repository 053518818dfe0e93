import type { Message } from "@/lib/chat/model.ts";
import type {
  Change,
  Committed,
  MessageStore,
  Outcome,
  Page,
  PageQuery,
  Since,
} from "@/lib/chat/store.ts";
import { messageOf } from "./codec.ts";
import { commit } from "./commit.ts";
import type { Engine } from "./engine.ts";
import { findDeeds } from "./find_deeds.ts";
import { forgetActions } from "./forget_actions.ts";
import { headOf, messagesOf } from "./message_queries.ts";

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

  async page(room: number, query: PageQuery): Promise<Page> {
    const rev = await headOf(this.#engine, room);
    return { messages: await this.#stretch(room, query), rev };
  }

  async since(room: number, rev: number, limit: number): Promise<Since> {
    const head = await headOf(this.#engine, room);
    const rows = await messagesOf(this.#engine.db, room).where("messages.rev", ">", rev)
      .orderBy("messages.rev").limit(limit + 1).execute();
    const more = rows.length > limit;
    const messages = rows.slice(0, limit).map(messageOf);
    const last = messages.at(-1)?.rev ?? 0;
    return { messages, to: more ? last : Math.max(head, last), more };
  }

  forgetActions(): Promise<number> {
    return forgetActions(this.#engine);
  }

  async #stretch(room: number, query: PageQuery): Promise<Message[]> {
    const { limit } = query;
    if ("after" in query) return await this.#from(room, query.after + 1, limit);
    if (!("around" in query)) return await this.#before(room, query.before, limit);
    const older = Math.floor(limit / 2);
    return [
      ...await this.#before(room, query.around, older),
      ...await this.#from(room, query.around, limit - older),
    ];
  }

  async #before(room: number, seq: number | undefined, limit: number): Promise<Message[]> {
    const rows = await messagesOf(this.#engine.db, room)
      .$if(seq !== undefined, (messages) => messages.where("messages.seq", "<", seq!))
      .orderBy("messages.seq", "desc").limit(limit).execute();
    return rows.map(messageOf).reverse();
  }

  async #from(room: number, seq: number, limit: number): Promise<Message[]> {
    const rows = await messagesOf(this.#engine.db, room).where("messages.seq", ">=", seq)
      .orderBy("messages.seq").limit(limit).execute();
    return rows.map(messageOf);
  }
}
