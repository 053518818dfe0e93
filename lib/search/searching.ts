import type { Chat } from "@/lib/chat/chat.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import { Invalid, NotFound } from "@/lib/chat/errors.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Place, SearchStore } from "@/lib/chat/store.ts";
import { Turnstile } from "@/lib/chat/turnstile.ts";
import { Dictionary } from "./dictionary.ts";
import { type Hit, walkHits } from "./hit_walk.ts";
import { cursorOf, placeOf } from "./place_cursor.ts";
import { rankHits } from "./rank_hits.ts";
import { planSearch } from "./search_plan.ts";
import type { SearchQuery } from "./search_query.ts";
import { taken } from "./taken.ts";

/** What searching works with. */
export interface SearchingParts {
  store: SearchStore;
  chat: Pick<Chat, "memberships">;
  clock: Clock;
}

/** What was found; `next`: the cursor for more, also where time ran out before `limit` was reached. */
export interface Found {
  hits: Message[];
  next: string | undefined;
}

/** After so many milliseconds a search gives what it has found by then. */
const PATIENCE_MS = 1_000;
/** One statement of all searches at a time: who sends a message waits for one of them at most. */
const AT_ONCE = { places: 1, patienceMs: 4_000 };
/** Of so many hits, the newest ones, the best are told. */
const RANKED = 300;

/** Finds messages in the rooms that somebody is a member of. */
export class Searching {
  readonly #parts: SearchingParts;
  readonly #store: SearchStore;
  readonly #dictionary: Dictionary;

  constructor(parts: SearchingParts) {
    this.#parts = parts;
    this.#store = taken(parts.store, new Turnstile({ ...AT_ONCE, clock: parts.clock }));
    this.#dictionary = new Dictionary(this.#store);
  }

  /**
   * Messages of the person's rooms that are what they look for now, whatever they were before.
   *
   * @throws {NotFound} if the person is not in the room that the search is about
   * @throws {Invalid} if the cursor is none
   */
  async find(
    user: number,
    query: SearchQuery,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Found> {
    const rooms = await this.#roomsOf(user, query.room);
    if (rooms.length === 0) return { hits: [], next: undefined };
    const { hits, next } = query.order === "best"
      ? await this.#best(rooms, query, { limit, cursor })
      : await this.#newest(rooms, query, { limit, cursor });
    return { hits: await this.#store.messages(hits, user), next };
  }

  async #roomsOf(user: number, only: number | undefined): Promise<number[]> {
    const rooms = (await this.#parts.chat.memberships(user)).map(({ room }) => room);
    if (only === undefined) return rooms;
    if (!rooms.includes(only)) throw new NotFound("the room");
    return [only];
  }

  async #newest(
    rooms: readonly number[],
    query: SearchQuery,
    { limit, cursor }: { limit: number; cursor: string | undefined },
  ): Promise<{ hits: Hit[]; next: string | undefined }> {
    const start = cursor === undefined ? undefined : placeOf(cursor);
    const { hits, end } = await this.#walk(rooms, query, { limit, start });
    return { hits, next: end === undefined ? undefined : cursorOf(end) };
  }

  /** The best of the newest hits; their cursor is how many were told. */
  async #best(
    rooms: readonly number[],
    query: SearchQuery,
    { limit, cursor = "0" }: { limit: number; cursor: string | undefined },
  ): Promise<{ hits: Hit[]; next: string | undefined }> {
    if (!/^\d{1,3}$/.test(cursor)) {
      throw new Invalid("Cannot search: no such cursor", { field: "cursor" });
    }
    const { hits } = await this.#walk(rooms, query, { limit: RANKED, start: undefined });
    const end = Number(cursor) + limit;
    return {
      hits: rankHits(query, hits).slice(Number(cursor), end),
      next: end < hits.length ? String(end) : undefined,
    };
  }

  async #walk(
    rooms: readonly number[],
    query: SearchQuery,
    { limit, start }: { limit: number; start: Place | undefined },
  ): Promise<{ hits: Hit[]; end: Place | undefined }> {
    const { clock } = this.#parts;
    const deadline = clock.now() + PATIENCE_MS;
    const from = earlier(start, query.before);
    const dictionary = this.#dictionary;
    if (query.words.length > 0) await dictionary.refresh();
    const plan = await planSearch(this.#store, { dictionary, query, rooms, until: from.n + 1 });
    const parts = { store: this.#store, clock, deadline };
    return await walkHits({ ...parts, query, rooms, plan, start: from }, limit);
  }
}

/** Where to begin: after the place, and before the moment; later than anything without. */
function earlier(place: Place | undefined, before = Number.MAX_SAFE_INTEGER - 1): Place {
  if (place !== undefined && place.n < before) return place;
  return { n: before, room: 0, seq: 0 };
}
