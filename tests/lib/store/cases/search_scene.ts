import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import { Indexer } from "@/lib/search/indexer.ts";
import type { SearchQuery } from "@/lib/search/search_query.ts";
import { type Found, Searching } from "@/lib/search/searching.ts";
import { geralOf, signUp } from "../world.ts";

/** An index of its own over a store. */
export function indexerOf(store: Store): Indexer {
  return new Indexer({ store: store.index, clock: systemClock, log: silentLog });
}

/** A search that asks for nothing but this. */
export function search(query: Partial<SearchQuery>): SearchQuery {
  return { words: [], phrases: [], without: [], has: [], order: "newest", ...query };
}

/** Ways to search in a store. */
export function searcherOf(store: Store) {
  const indexer = indexerOf(store);
  const searching = new Searching({ store: store.search, chat: store.rooms, clock: systemClock });
  const find = (
    user: User,
    query: Partial<SearchQuery>,
    options: { limit?: number; cursor?: string } = {},
  ): Promise<Found> => searching.find(user.id, search(query), { limit: 20, ...options });
  /** The texts that somebody finds, by words or otherwise, once all is in the index. */
  const found = async (user: User, query: Partial<SearchQuery> | string): Promise<string[]> => {
    await indexer.catchUp();
    const asked = typeof query === "string" ? { words: query.split(" ") } : query;
    return (await find(user, asked)).hits.map(({ body }) => body);
  };
  return { indexer, find, found };
}

/** Ana and Bruno in `geral`, and Bruno alone in `cozinha`, which is private. */
export async function searchScene(store: Store) {
  const ana = await signUp(store, "Ana");
  const bruno = await signUp(store, "Bruno");
  const geral = await geralOf(store);
  const draft = { name: "cozinha", slug: "cozinha", topic: "", kind: "private" as const };
  const cozinha = await store.rooms.create({ ...draft, members: [bruno.id] });
  return { ana, bruno, geral, cozinha, ...searcherOf(store) };
}
