import type { Kysely } from "kysely";
import type { Outcome } from "@/lib/chat/store.ts";
import { isoOf } from "./codec.ts";
import type { Tables } from "./tables.ts";

/** Who did something, and under which id of their own. */
export interface DeedKey {
  author: number;
  id: string;
}

/** What was done earlier, by author and client id. */
export class Deeds {
  readonly #byKey: ReadonlyMap<string, Outcome>;

  constructor(byKey: ReadonlyMap<string, Outcome>) {
    this.#byKey = byKey;
  }

  /** The outcome of that earlier deed, if there is one. */
  of(author: number, id: string): Outcome | undefined {
    return this.#byKey.get(`${author} ${id}`);
  }
}

/**
 * Looks up which of these have been done before, be it as messages or as actions on messages: where
 * and when as it was then, `rev` as the message has it now.
 */
export async function findDeeds(db: Kysely<Tables>, keys: readonly DeedKey[]): Promise<Deeds> {
  // By author, since not every engine searches its index for a list of pairs.
  const byAuthor = [...Map.groupBy(keys, ({ author }) => author)]
    .map(([author, own]) => ({ author, ids: own.map(({ id }) => id) }));
  const posts = db.selectFrom("messages")
    .select(["author_id", "client_id", "room_id", "seq", "rev", "created_at as at"])
    .where((eb) =>
      eb.or(
        byAuthor.map(({ author, ids }) =>
          eb.and([eb("author_id", "=", author), eb("client_id", "in", ids)])
        ),
      )
    );
  const actions = db.selectFrom("actions")
    .leftJoin("messages", (join) =>
      join.onRef("messages.room_id", "=", "actions.room_id")
        .onRef("messages.seq", "=", "actions.seq"))
    .select(["actions.author_id", "actions.client_id", "actions.room_id", "actions.seq"])
    .select((eb) => eb.fn.coalesce("messages.rev", "actions.rev").as("rev"))
    .select("actions.at")
    .where((eb) =>
      eb.or(
        byAuthor.map(({ author, ids }) =>
          eb.and([eb("actions.author_id", "=", author), eb("actions.client_id", "in", ids)])
        ),
      )
    );
  const rows = await posts.unionAll(actions).execute();
  return new Deeds(
    new Map(rows.map(({ author_id, client_id, room_id, seq, rev, at }) => [
      `${author_id} ${client_id}`,
      { kind: "known", room: room_id, seq, rev, at: isoOf(at) },
    ])),
  );
}
