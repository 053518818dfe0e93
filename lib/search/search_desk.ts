import { Allowances } from "@/lib/chat/allowances.ts";
import type { Chat } from "@/lib/chat/chat.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import { startOfDay } from "@/lib/chat/day_start.ts";
import { Invalid } from "@/lib/chat/errors.ts";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import type { PeopleStore } from "@/lib/chat/store.ts";
import { Turnstile } from "@/lib/chat/turnstile.ts";
import { coverSpoilers } from "@/lib/markup/plain_of.ts";
import { plainText } from "@/lib/markup/plain_text.ts";
import { personNamed, roomNamed } from "./named.ts";
import { type AskedSearch, asksNothing, parseSearch } from "./parse_search.ts";
import type { Searching } from "./searching.ts";
import type { SearchOrder, SearchQuery, Wanted } from "./search_query.ts";
import { type Snippet, snippetOf } from "./snippet.ts";

/** What the desk works with. */
export interface SearchDeskParts {
  searching: Pick<Searching, "find">;
  chat: Pick<Chat, "rooms">;
  people: Pick<PeopleStore, "acquaintances">;
  clock: Clock;
  /** Off for load tests only. */
  rateLimits?: boolean;
}

/** Who asks: one search at a time for each `session`; `zone`: where their days begin, by IANA. */
export interface Asker {
  user: User;
  session: string;
  zone: string;
}

/** What is asked: as it was written, narrowed further by ids and by moments (milliseconds). */
export interface SearchRequest {
  text: string;
  room?: number | undefined;
  from?: number | undefined;
  before?: number | undefined;
  after?: number | undefined;
  order?: SearchOrder | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** A message that was found, and the part of it that shows why. */
export interface Hit extends Snippet {
  message: Message;
}

/** What was found. */
export interface SearchAnswer {
  hits: Hit[];
  /** To go on with. */
  next?: string;
  /** Time ran out before there was a page full: `next` goes on from there. */
  partial?: true;
  /** Names in the search that nobody has whom the person knows, and no room of theirs. */
  unknown?: ("from" | "in")[];
}

/** How long a search waits for the one before it, in milliseconds: no longer than that may take. */
const PATIENCE_MS = 3_000;

/** Takes searches as people write them, and gives back what they may see of what was found. */
export class SearchDesk {
  readonly #parts: SearchDeskParts;
  readonly #allowances: Allowances;
  readonly #underWay = new Map<string, { turns: Turnstile; n: number }>();

  constructor(parts: SearchDeskParts) {
    const { clock, rateLimits = true } = parts;
    this.#parts = parts;
    this.#allowances = new Allowances({ now: () => clock.now(), rateLimits });
  }

  /**
   * Looks for messages in the rooms of whoever asks.
   *
   * @throws {Invalid} if the search makes no sense, or asks for nothing
   * @throws {RateLimited} if the person searches without pause
   * @throws {Unavailable} if their last search takes too long
   */
  async find(asker: Asker, request: SearchRequest): Promise<SearchAnswer> {
    const asked = parseSearch(request.text);
    const { room, from, before, after } = request;
    if (asksNothing(asked) && [room, from, before, after].every((one) => one === undefined)) {
      throw new Invalid("Cannot search: nothing to look for", { field: "q" });
    }
    this.#allowances.take("searches", asker.user.id);
    return await this.#inTurn(asker.session, () => this.#find(asker, { asked, request }));
  }

  async #find(
    { user, zone }: Asker,
    { asked, request }: { asked: AskedSearch; request: SearchRequest },
  ): Promise<SearchAnswer> {
    const rooms = (await this.#parts.chat.rooms(user.id)).filter(({ joined }) => joined);
    const named = await this.#named(user, { asked, rooms });
    if (named.unknown.length > 0) return { hits: [], unknown: named.unknown };
    const query = narrowed({ ...named.found, ...daysOf(asked, zone) }, { asked, request });
    // Two rooms, two authors or no time at all: no message is of both.
    if (query === undefined) return { hits: [] };
    const { limit, cursor } = request;
    const { hits, next } = await this.#parts.searching.find(user.id, query, { limit, cursor });
    return {
      hits: hits.map((message) => hitOf(asked, message)),
      ...next === undefined ? {} : { next },
      ...next !== undefined && hits.length < limit ? { partial: true } : {},
    };
  }

  /** Whom and which room a search names. */
  async #named(user: User, { asked, rooms }: { asked: AskedSearch; rooms: readonly Room[] }) {
    const unknown: ("from" | "in")[] = [];
    const found: { from?: number; room?: number } = {};
    if (asked.from !== undefined) {
      const person = await personNamed(asked.from, { me: user, people: this.#parts.people });
      if (person) found.from = person.id;
      else unknown.push("from");
    }
    if (asked.in !== undefined) {
      const room = roomNamed(asked.in, rooms);
      if (room) found.room = room.id;
      else unknown.push("in");
    }
    return { unknown, found };
  }

  /** A session's searches, one after the other. */
  async #inTurn<T>(session: string, work: () => Promise<T>): Promise<T> {
    const { clock } = this.#parts;
    const mine = this.#underWay.get(session) ??
      { turns: new Turnstile({ places: 1, patienceMs: PATIENCE_MS, clock }), n: 0 };
    this.#underWay.set(session, mine);
    mine.n++;
    try {
      return await mine.turns.pass(work);
    } finally {
      if (--mine.n === 0) this.#underWay.delete(session);
    }
  }
}

function hitOf(wanted: Wanted, message: Message): Hit {
  const { body, files = [] } = message;
  const names = files.map(({ name }) => name);
  const written = { text: plainText(body), body: coverSpoilers(body), names };
  return { message, ...snippetOf(wanted, written) };
}

type Narrowing = Pick<SearchQuery, "from" | "room" | "before" | "after">;

function daysOf({ before, after }: AskedSearch, zone: string): Narrowing {
  return {
    ...before === undefined ? {} : { before: startOfDay(before, zone) },
    ...after === undefined ? {} : { after: startOfDay(after, zone) },
  };
}

/** Both of what was written and of what was given beside it; `undefined`: they exclude each other. */
function narrowed(
  written: Narrowing,
  { asked, request }: { asked: AskedSearch; request: SearchRequest },
): SearchQuery | undefined {
  const room = both(written.room, request.room);
  const from = both(written.from, request.from);
  const after = Math.max(written.after ?? 0, request.after ?? 0);
  const before = Math.min(written.before ?? Infinity, request.before ?? Infinity);
  if (room === "neither" || from === "neither" || after >= before) return undefined;
  const { words, phrases, without, has } = asked;
  return {
    ...{ words, phrases, without, has, order: request.order ?? "newest" },
    ...room === undefined ? {} : { room },
    ...from === undefined ? {} : { from },
    ...after > 0 ? { after } : {},
    ...before < Infinity ? { before } : {},
  };
}

function both(one: number | undefined, other: number | undefined): number | undefined | "neither" {
  if (one !== undefined && other !== undefined && one !== other) return "neither";
  return one ?? other;
}
